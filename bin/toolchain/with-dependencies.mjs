/** What an operator's command goes through before it runs: a usable Node, the packages of the lock file, the pinned Node. */
import { ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './run.mjs';

const oldestNode = 20;

/** Installs what is missing, then runs `command` (a program and its arguments; empty: nothing) and ends with its exit code. */
export async function withDependencies(command) {
  try {
    if (Number.parseInt(process.versions.node, 10) < oldestNode) {
      throw new Error(
        `Waymark needs Node ${oldestNode} or newer and this is ${process.versions.node}: install the current one from https://nodejs.org, then run the same command again.`,
      );
    }
    await ensureInstalled();
    if (command.length > 0) process.exitCode = await runOnPinnedNode(command);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
