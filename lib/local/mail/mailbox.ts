/** Every message that would have left the house, one file each, so that a restart finds what contacts were sent. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CapturedMessage {
  /** Counts up, so that names sort as messages came; what the provider answers as its own id. */
  id: string;
  channel: 'email' | 'sms' | 'webhook';
  at: string;
  to: string;
  /** The tag under which a provider's events find their way back. */
  effectTag?: string;
  /** The bytes of an email as they would travel. */
  raw?: string;
  /** A text message, or the body of a call to another system. */
  text?: string;
  from?: string;
}

export interface Mailbox {
  /** Kept for good when it returns. */
  put(message: Omit<CapturedMessage, 'id'>): Promise<CapturedMessage>;
  get(id: string): CapturedMessage | undefined;
  /** Oldest first. */
  all(): CapturedMessage[];
  /** Those of which the provider has not yet said that they went out. */
  unreported(): CapturedMessage[];
  reported(id: string): Promise<void>;
}

const FRESH = '.fresh.json';
const REPORTED = '.json';

export async function openMailbox(dir: string): Promise<Mailbox> {
  await mkdir(dir, { recursive: true });
  const names = (await readdir(dir)).filter((name) => name.endsWith(REPORTED)).sort();
  const fresh = new Set(names.filter((name) => name.endsWith(FRESH)).map(idIn));
  const kept = new Map<string, CapturedMessage>();
  for (const name of names) kept.set(idIn(name), JSON.parse(await readFile(join(dir, name), 'utf8')));
  let count = Math.max(0, ...[...kept.keys()].map((id) => Number.parseInt(id, 10)));

  return {
    async put(message) {
      count += 1;
      const id = `${String(count).padStart(6, '0')}-${randomBytes(4).toString('hex')}`;
      const captured = { id, ...message };
      const draft = join(dir, `${id}.draft`);
      await writeFile(draft, JSON.stringify(captured, undefined, 2));
      await rename(draft, join(dir, id + FRESH));
      fresh.add(id);
      kept.set(id, captured);
      return captured;
    },
    get: (id) => kept.get(id),
    all: () => [...kept.values()],
    unreported: () => [...fresh].flatMap((id) => kept.get(id) ?? []),
    async reported(id) {
      if (!fresh.delete(id)) return;
      await rename(join(dir, id + FRESH), join(dir, id + REPORTED));
    },
  };
}

const idIn = (name: string): string => name.slice(0, name.indexOf('.'));
