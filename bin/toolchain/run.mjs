/** Runs a command on the pinned Node as if nothing stood in between: same terminal, signals and exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { nodeToRun, withPinnedPath } from './project.mjs';

/** Resolves to the exit code; a command ended by a signal gives 128 + its number, as a shell would. */
export function runOnPinnedNode([program, ...args]) {
  const isNode = program === 'node';
  const child = spawn(isNode ? nodeToRun() : program, args, {
    stdio: 'inherit',
    env: withPinnedPath(process.env),
    shell: !isNode && process.platform === 'win32',
  });
  passSignalsOn(child);
  endWithNpm(child);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`\`${program}\` cannot be started: ${error.message}.`)));
    child.on('exit', (code, signal) => resolve(signal ? 128 + (constants.signals[signal] ?? 0) : code));
  });
}

function passSignalsOn(child) {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
  // Ctrl-C reaches the whole terminal group: passed on as well, the command would see it twice and think of force.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
}

/** Whoever kills npm kills the shell between npm and us, not us: left alone, a stack would go on and keep its port. */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const look = setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500);
  child.on('exit', () => clearInterval(look));
}
