/** `npm start` is quick the second time, and never shows the operator an old console. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildConsole } from '../../web/build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const largestBytes = 600_000;
let outDir = '';

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'console-'));
  expect(await buildConsole({ outDir })).toMatchObject({ skipped: false });
}, 60_000);
afterAll(() => rm(outDir, { recursive: true, force: true }));

test('a console whose sources are unchanged is not built again', async () => {
  expect(await buildConsole({ outDir })).toMatchObject({ skipped: true });
});

test('a half-written or older console is built anew', async () => {
  await writeFile(join(outDir, '.sources'), 'the hash of other sources');
  expect(await buildConsole({ outDir })).toMatchObject({ skipped: false });
  await rm(join(outDir, 'index.html'));
  expect(await buildConsole({ outDir })).toMatchObject({ skipped: false });
});

test('the built page asks for nothing from elsewhere, may be served under any path, and stays small', async () => {
  const page = await readFile(join(outDir, 'index.html'), 'utf8');
  const addresses = [...page.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, address]) => address);
  expect(addresses.filter((address) => !address?.startsWith('./assets/'))).toEqual(['/shop/']);
  const assets = await readdir(join(outDir, 'assets'));
  const sizes = await Promise.all(assets.map(async (name) => (await stat(join(outDir, 'assets', name))).size));
  expect(sizes.reduce((a, b) => a + b)).toBeLessThan(largestBytes);
});

test("is React's production half throughout, though a test built it", async () => {
  const assets = await readdir(join(outDir, 'assets'));
  const script = await readFile(join(outDir, 'assets', assets.find((name) => name.endsWith('.js')) ?? ''), 'utf8');
  expect(script).not.toContain('jsxDEV');
  expect(process.env['NODE_ENV']).toBe('test');
});

test('whatever the console takes from elsewhere in the product counts as its source', async () => {
  const files = await readdir(join(root, 'web/console'), { recursive: true });
  const texts = await Promise.all(
    files.filter((name) => /\.tsx?$/.test(name)).map((name) => readFile(join(root, 'web/console', name), 'utf8')),
  );
  const taken = texts.flatMap((text) =>
    [...text.matchAll(/^import (?!type )[^;]*? from '(?:\.\.\/)+(lib\/[^']+)'/gm)].map(([, file]) => file ?? ''),
  );
  const hashed = await readFile(join(root, 'web/source-hash.ts'), 'utf8');
  for (const file of new Set(taken)) expect(hashed).toContain(`'${file}'`);
});
