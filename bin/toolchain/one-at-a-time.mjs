/** Lets `npm start` and `npm test`, typed in two terminals of a fresh clone, share one install instead of wrecking it. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const heartbeatMs = 5_000;
const silentForMs = 60_000;

/**
 * Runs `work` while nobody else does so with this folder; `onWait` is called once if somebody does.
 * Every turn is a numbered file that is never deleted, so nobody can take away a turn that is not over, and a turn
 * whose process died ends by itself. `work` is given a function to name the processes it starts: they may outlive it.
 */
export async function oneAtATime(folder, onWait, work) {
  mkdirSync(folder, { recursive: true });
  const turn = await takeTurn(folder, onWait);
  const heartbeat = setInterval(() => utimesSync(turn, new Date(), new Date()), heartbeatMs);
  try {
    return await work((pid) => appendFileSync(turn, ` ${pid}`));
  } finally {
    clearInterval(heartbeat);
    appendFileSync(turn, ' over');
  }
}

async function takeTurn(folder, onWait) {
  for (let waited = 0; ; waited += 1) {
    const last = Math.max(0, ...readdirSync(folder).map(Number).filter(Number.isInteger));
    if (last === 0 || isOver(join(folder, String(last)))) {
      const turn = join(folder, String(last + 1));
      if (create(turn)) return turn;
    }
    if (waited === 0) onWait();
    await pause(300);
  }
}

function create(turn) {
  try {
    writeFileSync(turn, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isOver(turn) {
  const [host, ...words] = readFileSync(turn, 'utf8').split(' ');
  if (words.at(-1) === 'over') return true;
  // A container shares the folder, not the process table: there only the heartbeat tells.
  if (host === hostname()) return !words.map(Number).some(isAlive);
  return Date.now() - statSync(turn).mtimeMs > silentForMs;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
