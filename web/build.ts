/** Builds the console once, and again only when its sources changed, so that `npm start` is quick. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashSources } from './source-hash.ts';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));
const stampName = '.sources';

/** `outDir` holds nothing else: it is emptied. Throws what vite throws when the sources do not compile. */
export async function buildConsole({ outDir }: { outDir: string }): Promise<{ seconds: number; skipped: boolean }> {
  const startedMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedMs) / 10) / 100;
  const into = resolve(outDir);
  const stamp = join(into, stampName);
  const hash = await hashSources();
  if (existsSync(join(into, 'index.html')) && (await stampIn(stamp)) === hash)
    return { seconds: seconds(), skipped: true };

  // Without its stamp a half-written build is never taken for a whole one.
  await rm(stamp, { force: true });
  // Loaded here: the usual start finds everything built and needs no bundler.
  const { build } = await import('vite');
  await inProduction(() => build({ configFile, configLoader: 'native', logLevel: 'warn', build: { outDir: into } }));
  await writeFile(stamp, hash);
  return { seconds: seconds(), skipped: false };
}

/** A test runner's NODE_ENV would mix React's two halves: a page that stays blank. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

const stampIn = (file: string) => readFile(file, 'utf8').catch(() => undefined);
