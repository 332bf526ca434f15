/** Every code has an example that earns it and one that does not: what `explain` prints is true. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type CatalogEntry, catalog } from '../../lib/language/catalog/index.ts';
import { checkProject, type ProjectFile } from '../../lib/language/check/project.ts';
import { defineJourney, defineWorkflow } from '../../lib/language/define.ts';
import { acmeWith } from '../support/acme.ts';

// Templates are compiled, scenarios run and versions compared to find their mistakes; their own tests do that.
const elsewhere = /^WM(40|5|6)/;
const entries = Object.entries(catalog).filter(([code]) => !elsewhere.test(code));

function pathOf({ file }: CatalogEntry, text: string): string {
  const name = /^\w+: ([a-z][a-z0-9-]*)$/m.exec(text)?.[1] ?? 'example';
  if (file === 'project') return 'waymark.yaml';
  if (file === 'template') return `templates/example.email.mjml`;
  if (file !== undefined) return `${file}s/${name}.yaml`;
  return /^journey:/m.test(text) ? `journeys/${name}.yaml` : `workflows/${name}.yaml`;
}

function codesOf(entry: CatalogEntry, which: 'bad' | 'good'): string[] {
  const text = entry[which].repeat(which === 'bad' ? (entry.times ?? 1) : 1);
  const named = entry.names?.[which];
  const path = named === undefined ? pathOf(entry, text) : named.includes('/') ? named : `templates/${named}`;
  const { diagnostics } = checkProject(filesOf(entry, path, text), { today: '2026-12-01' });
  return [...new Set(diagnostics.map(({ code }) => code))];
}

function filesOf(entry: CatalogEntry, path: string, text: string): ProjectFile[] {
  if (entry.file !== 'typescript') return acmeWith({ ...entry.beside, [path]: text });
  const object = new Function('defineJourney', 'defineWorkflow', `return ${text}`)(defineJourney, defineWorkflow);
  return [...acmeWith({}), { path: 'statemachines/workflows/example.ts', object }];
}

test.each(entries)('%s is earned by its bad example and not by its good one', (code, entry) => {
  expect(codesOf(entry, 'bad')).toEqual([code]);
  expect(codesOf(entry, 'good')).toEqual([]);
});

test('every code that the check can print has an entry', () => {
  const folders = ['lib/language', 'lib/language/check', 'lib/language/check/rules'];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  );
  const printed = texts.flatMap((text) => [...text.matchAll(/'(WM\d{3})'/g)].map(([, code]) => code!));

  expect(printed.length).toBeGreaterThan(50);
  expect([...new Set(printed)].filter((code) => !Object.hasOwn(catalog, code))).toEqual([]);
});
