/** The folder in which everything that happened to contacts on this machine is kept, held by one stack at a time. */
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { Refusal } from '../refusal.ts';

export interface DataFolder {
  tableDir: string;
  messagesDir: string;
  clockFile: string;
  secretsFile: string;
  /** Says where this stack answers, for whoever is refused the folder. */
  announce(url: string): Promise<void>;
  /** Forgets contacts, runs, messages and the time; the secrets stay, for they belong to the folder. */
  wipe(): Promise<void>;
  release(): Promise<void>;
}

export async function openDataFolder(dir: string): Promise<DataFolder> {
  await makeUsable(dir);
  const release = await lock(dir);
  const [life, gone] = [join(dir, 'life'), join(dir, 'gone')];
  await rm(gone, { recursive: true, force: true });
  await mkdir(life, { recursive: true });
  return {
    tableDir: join(life, 'table'),
    messagesDir: join(life, 'messages'),
    clockFile: join(life, 'clock.json'),
    secretsFile: join(dir, 'secrets.json'),
    announce: (url) => writeFile(join(dir, 'url'), url),
    async wipe() {
      // Out of the way in one move: half a life would be worse than an old one.
      await rename(life, gone);
      await mkdir(life);
      await rm(gone, { recursive: true, force: true });
    },
    async release() {
      await rm(join(dir, 'url'), { force: true });
      await release();
    },
  };
}

async function makeUsable(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    if (!(await stat(dir)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (thrown) {
    const { code = 'unknown' } = thrown as NodeJS.ErrnoException;
    throw new Refusal(`The data folder ${dir} cannot be used (${whys[code] ?? code}). Name another with --data DIR.`);
  }
}

const whys: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  ENOSPC: 'the disk is full',
};

/** An empty database of which the operating system lets one process hold the lock: it is free the moment that process dies. */
async function lock(dir: string): Promise<() => Promise<void>> {
  const database = new ClassicLevel(join(dir, 'lock'));
  try {
    await database.open();
    return () => database.close();
  } catch (thrown) {
    const { code } = ((thrown as Error).cause ?? thrown) as NodeJS.ErrnoException;
    if (code !== 'LEVEL_LOCKED')
      throw new Refusal(`The data folder ${dir} cannot be used (${code ?? 'unknown'}). Name another with --data DIR.`);
    const url = await readFile(join(dir, 'url'), 'utf8').catch(() => '');
    const other = url ? ` at ${url}` : '';
    throw new Refusal(
      `Another stack works on the data folder ${dir} already${other}. Stop that one, or name another folder with --data DIR.`,
    );
  }
}
