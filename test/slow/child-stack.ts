/** `waymark start` in a process of its own, which a test can kill at any moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../bin/waymark.ts', import.meta.url));

export interface ChildStack {
  url: string;
  /** Everything it has printed by now. */
  printed(): string;
  post(path: string, body?: unknown): Promise<Response>;
  get<Body>(path: string): Promise<Body>;
  /** At once, without a chance to put anything in order. */
  kill(): Promise<void>;
  /** As Ctrl-C does. Resolves to the exit code. */
  stop(): Promise<number>;
}

/** Resolves when it says where to open it; rejects with what it printed where it does not come to that. */
export async function startChild(root: string, ...flags: string[]): Promise<ChildStack> {
  const child = spawn(process.execPath, [cli, 'start', '--port', '0', ...flags], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((opened, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const [, address] = /^Open (http:\S+)$/m.exec(printed) ?? [];
        if (address && /time/.test(printed)) opened(address);
      });
    }
    ended.then(([code]) => failed(new Error(`waymark start ended with ${code}:\n${printed}`)));
  });

  return {
    url,
    printed: () => printed,
    post: (path, body) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    get: async <Body>(path: string) => (await (await fetch(url + path)).json()) as Body,
    kill: () => endWith(child, 'SIGKILL', ended).then(() => {}),
    stop: () => endWith(child, 'SIGINT', ended),
  };
}

async function endWith(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<[number | null]>): Promise<number> {
  child.kill(signal);
  const [code] = await ended;
  return code ?? -1;
}
