/** Talks to the local stack that runs, wherever `npm start` put it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface StackOption {
  url?: string;
}

/** `npm start` leaves its address in the data folder. */
async function addressOf({ url }: StackOption): Promise<string> {
  if (url) return url;
  try {
    return (await readFile(path.join('.waymark', 'url'), 'utf8')).trim();
  } catch {
    throw new Error('No local stack runs here. Start one with `npm start`, or name its address with --url.');
  }
}

export async function callStack<Answer>(where: StackOption, endpoint: string, body?: unknown): Promise<Answer> {
  const address = await addressOf(where);
  const request =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(new URL(endpoint, address), request).catch(() => {
    throw new Error(`The local stack at ${address} does not answer. Is \`npm start\` still running?`);
  });
  const answer = (await response.json().catch(() => ({}))) as Answer & { detail?: string; title?: string };
  if (!response.ok) throw new Error(answer.detail ?? answer.title ?? `The stack answered ${response.status}.`);
  return answer;
}
