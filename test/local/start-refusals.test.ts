import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../lib/local/refusal.ts';
import { aStack, type TestStack } from './a-stack.ts';

let stack: TestStack;
let folder: string;
beforeEach(async () => {
  stack = await aStack();
  folder = await mkdtemp(join(tmpdir(), 'waymark-refusal-'));
});
afterEach(async () => {
  await stack.remove();
  await rm(folder, { recursive: true, force: true });
});

const portOf = ({ url }: TestStack) => Number(new URL(url).port);
const elsewhere = () => ({ dataDir: join(folder, 'data') });

test('a second stack on the same data folder is refused, and told where the first one answers', async () => {
  const second = aStack({ dataDir: stack.dataDir, port: 0 });

  await expect(second).rejects.toThrow(Refusal);
  await expect(second).rejects.toThrow(stack.url);
});

test('the folder is free again once its stack has ended', async () => {
  await stack.close();
  stack = await aStack({}, { root: stack.root });
});

test('a taken port is passed over, unless it was asked for by name', async () => {
  const port = portOf(stack);
  const other = await aStack({ ...elsewhere(), port });
  expect(portOf(other)).toBeGreaterThan(port);
  await other.remove();

  await expect(aStack({ ...elsewhere(), port, isPortFixed: true })).rejects.toThrow(`Port ${port} is taken`);
});

test('a refused start leaves no port, no lock and no half file behind', async () => {
  const port = portOf(stack);
  await expect(aStack({ ...elsewhere(), port, isPortFixed: true })).rejects.toThrow(Refusal);
  expect(await readdir(join(folder, 'data', 'life'))).toEqual([]);

  const next = await aStack({ ...elsewhere(), port: 0 });
  await next.remove();
});

test('a data folder that is a file is refused in one sentence', async () => {
  const file = join(folder, 'in-the-way');
  await writeFile(file, '');

  await expect(aStack({ dataDir: file })).rejects.toThrow(/cannot be used \(a file is in the way\).*--data/);
  await expect(aStack({ dataDir: join(file, 'below') })).rejects.toThrow(/a file is in the way/);
});
