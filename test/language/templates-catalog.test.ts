/** Each code for templates is earned by its bad example, and by nothing in the good one. */
import { expect, test } from 'vitest';
import { compileTemplate } from '../../lib/compiler/templates.ts';
import { templatesCatalog } from '../../lib/language/catalog/wm40-templates.ts';
import { parseTemplate } from '../../lib/language/template.ts';
import { badTemplates } from '../support/bad-templates.ts';

async function codesOf(file: string, text: string): Promise<string[]> {
  const { template, diagnostics } = parseTemplate(file, text);
  const all = template ? (await compileTemplate(template)).diagnostics : diagnostics;
  return [...new Set(all.map(({ code }) => code))];
}

test.each(Object.entries(templatesCatalog))('%s', async (code, { bad, good, names }) => {
  expect(await codesOf(names?.bad ?? 'example.email.mjml', bad)).toEqual([code]);
  expect(await codesOf(names?.good ?? 'example.email.mjml', good)).toEqual([]);
});

test('every code that a template can earn has its entry', () => {
  expect([...new Set(badTemplates.map(({ code }) => code))].sort()).toEqual(Object.keys(templatesCatalog));
});
