/** The schema an author's editor reads is there whole, follows the project's names, and is not written without need. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSchema } from '../../bin/editor-schema.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeFiles, acmeWith } from '../support/acme.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'waymark-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const namesWith = (files: Record<string, string>) => checkProject(acmeWith(files)).known;

test('it is written where nothing was, with no half file beside it, and again only when a name came', async () => {
  const file = path.join(folder, '.waymark', 'schema.json');
  await writeSchema(namesWith({}), file);
  const first = statSync(file).mtimeMs;
  await writeSchema(namesWith({}), file);

  expect(statSync(file).mtimeMs).toBe(first);
  expect(readFileSync(file, 'utf8')).not.toContain('"farewell"');
  await writeSchema(namesWith({ 'templates/farewell.sms.txt': 'Goodbye\n' }), file);
  expect(readFileSync(file, 'utf8')).toContain('"farewell"');
  expect(readdirSync(path.dirname(file))).toEqual(['schema.json']);
});

test('a definition with mistakes gives its name all the same', async () => {
  const file = path.join(folder, 'schema.json');
  const broken = acmeFiles['workflows/call-back.yaml']!.replace('steps:', 'stesp:').replaceAll(
    'call-back',
    'call-again',
  );
  await writeSchema(namesWith({ 'workflows/call-again.yaml': broken }), file);

  const { definitions } = JSON.parse(readFileSync(file, 'utf8'));
  expect(definitions['step.run-workflow'].properties['run-workflow'].enum).toContain('call-again');
});
