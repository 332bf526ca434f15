/** Measures where nothing ran before: a process of its own has no warm code, and no memory but what the work itself took. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Fresh<Result> {
  result: Result;
  /** The most memory the process held at once, the runtime's own included. */
  peakBytes: number;
}

/** `work` is exported under its own name by the module at `url`; what goes in and out is plain data. */
export function inFreshProcess<Argument, Result>(
  url: string,
  work: (argument: Argument) => Result | Promise<Result>,
  argument: Argument,
): Promise<Fresh<Result>> {
  const child = fork(new URL(import.meta.url), [url, work.name, JSON.stringify(argument)], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, AWS_REGION: 'eu-west-1', NODE_OPTIONS: '' },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Fresh<Result>));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${work.name} ended with ${code} and said nothing.`)));
  });
}

/** The kernel's own mark where there is one: what `resourceUsage` gives is inherited from the parent on Linux. */
function peakBytes(): number {
  const [, kilobytes] = /VmHWM:\s*(\d+) kB/.exec(readStatus()) ?? [];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) * 1024;
}

function readStatus(): string {
  return process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
}

async function workHere([url, name, argument]: string[]): Promise<void> {
  const module: Record<string, (argument: unknown) => unknown> = await import(url!);
  const result = await module[name!]!(JSON.parse(argument!));
  process.send!({ result, peakBytes: peakBytes() }, undefined, undefined, () => process.disconnect());
}

// Not awaited: the module that is imported imports this one, and each would wait for the other.
if (import.meta.main) void workHere(process.argv.slice(2));
