/** The stack's own keys: under one, addresses become contact ids; with the other, links in messages are signed. */
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';

export interface Secrets {
  addressKey: string;
  signingKeys: { id: string; secret: string }[];
}

/** Made at the first start; another key would make strangers of all contacts. */
export async function readSecrets(file: string): Promise<Secrets> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return parse(kept, file);
  const secret = () => randomBytes(32).toString('hex');
  const fresh: Secrets = { addressKey: secret(), signingKeys: [{ id: 'local', secret: secret() }] };
  await writeFile(`${file}.draft`, JSON.stringify(fresh), { mode: 0o600 });
  await rename(`${file}.draft`, file);
  return fresh;
}

function parse(kept: string, file: string): Secrets {
  try {
    return JSON.parse(kept) as Secrets;
  } catch {
    throw new Refusal(`${file} is damaged. Put the file back as it was, or name another folder with --data DIR.`);
  }
}
