/** Opens a definition at its line where its author writes; which editor that is, is a guess. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** `false`: no editor was found. */
export type OpenEditor = (file: string, line: number) => Promise<boolean>;

type Arguments = (file: string, line: number) => string[];

const gotoFlag: Arguments = (file, line) => ['--goto', `${file}:${line}`];
const placed: Arguments = (file, line) => [`${file}:${line}`];
const lineFlag: Arguments = (file, line) => ['--line', String(line), file];

/** Those with a window of their own: an editor in the terminal would fight the stack for it. */
const editors: Record<string, Arguments> = {
  code: gotoFlag,
  'code-insiders': gotoFlag,
  codium: gotoFlag,
  cursor: gotoFlag,
  windsurf: gotoFlag,
  subl: placed,
  zed: placed,
  idea: lineFlag,
  webstorm: lineFlag,
};

export function createOpenEditor(environment: NodeJS.ProcessEnv): OpenEditor {
  const chosen = [environment.VISUAL, environment.EDITOR]
    .flatMap((command) => command?.trim().split(/\s+/)[0] ?? [])
    .filter((command) => Object.hasOwn(editors, basename(command)));
  return async (file, line) => {
    for (const command of [...chosen, 'code']) {
      if (await starts(command, editors[basename(command)]!(file, line))) return true;
    }
    return false;
  };
}

function starts(command: string, args: string[]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', () => resolve(false));
  child.once('spawn', () => {
    child.unref();
    resolve(true);
  });
  return promise;
}
