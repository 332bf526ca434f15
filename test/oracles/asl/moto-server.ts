/** Starts moto's server as a process of its own, which executes state machines once it is told to. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface MotoServer {
  endpoint: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** It calls Lambda at the port that it takes for its own; `lambdaPort` is where somebody answers. */
export async function startMotoServer(command: string, lambdaPort: number): Promise<MotoServer> {
  const port = await freePort();
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', MOTO_PORT: String(lambdaPort) };
  const server = spawn(command, ['-p', String(port)], { env, stdio: ['ignore', 'ignore', 'pipe'] });
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
  const body = JSON.stringify({ stepfunctions: { execute_state_machine: true } });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(100)) {
    if (failure || server.exitCode !== null) break;
    const answer = await fetch(`${endpoint}/moto-api/config`, { method: 'POST', body }).catch(() => undefined);
    if (answer?.ok) return { endpoint, stop };
  }
  await stop();
  throw new Error(`moto's server (${command}) does not answer: ${failure?.message ?? said}`);
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
