/** Starts a judge that is a server, as a process of its own, and waits until it answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServerProcess {
  endpoint: string;
  stop(): Promise<void>;
}

interface Start {
  command: string;
  /** With the port it is to take. */
  args(port: number): string[];
  env?: Record<string, string>;
  answers(endpoint: string): Promise<boolean>;
}

const PATIENCE_MS = 60_000;

export async function startServer({ command, args, env = {}, answers }: Start): Promise<ServerProcess> {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const server = spawn(command, args(port), {
    env: { PATH, HOME, TZ: 'UTC', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  let failure: Error | undefined;
  server.once('error', (error) => {
    failure = error;
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => stopProcess(server);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(100)) {
    if (failure || server.exitCode !== null) break;
    if (await answers(endpoint).catch(() => false)) return { endpoint, stop };
  }
  await stop();
  throw new Error(`${command} does not answer: ${failure?.message ?? said}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function stopProcess(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((exited) => server.once('exit', exited));
  server.kill('SIGKILL');
  await gone;
}
