/** Every code has an example that earns it and one that does not: what `explain` and the reference page print is true. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalog } from '../../lib/language/catalog/index.ts';
import { catalogDiagnostics } from '../support/catalog-diagnostics.ts';

const entries = Object.entries(catalog);

test.each(entries)(
  '%s is earned by its bad example, once and alone, and by nothing in its good one',
  async (code, entry) => {
    const bad = await catalogDiagnostics(entry, 'bad');
    const good = await catalogDiagnostics(entry, 'good');

    expect(bad.map((one) => `${one.code} ${one.severity}`)).toEqual([`${code} ${entry.severity ?? 'error'}`]);
    expect(good.map((one) => `${one.code} ${one.message}`)).toEqual([]);
  },
);

const isCatalog = (file: string) => file.startsWith('lib/language/catalog/');
const sources = ['lib', 'bin', 'functions'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !isCatalog(file))
    .map((file) => readFileSync(file, 'utf8')),
);
const printed = new Set(sources.flatMap((text) => [...text.matchAll(/'(WM\d{3})'/g)].map(([, code]) => code!)));

test('every code that anything prints has an entry, and every entry is printed by something', () => {
  expect(printed.size).toBeGreaterThan(100);
  expect([...printed].filter((code) => !Object.hasOwn(catalog, code)).sort()).toEqual([]);
  expect(
    Object.keys(catalog)
      .filter((code) => !printed.has(code))
      .sort(),
  ).toEqual([]);
});

test('an entry says what it is about, and shows two texts that differ', () => {
  for (const [code, { title, bad, good, names, beside }] of entries) {
    expect(code).toMatch(/^WM[0-6]\d\d$/);
    expect(
      [title, bad, good].every((text) => text.trim() !== ''),
      code,
    ).toBe(true);
    expect(title, code).not.toMatch(/\.$/);
    expect(bad !== good || names !== undefined || beside !== undefined, code).toBe(true);
  }
});

test('no two entries have one title', () => {
  const titles = entries.map(([, { title }]) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});
