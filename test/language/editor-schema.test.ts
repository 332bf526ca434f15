/** What an editor is told agrees with the check: right files pass, and what is wrong in form is seen while it is typed. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readFiles } from '../../bin/load-project.ts';
import { type CatalogEntry, catalog } from '../../lib/language/catalog/index.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import type { StepKind } from '../../lib/language/define-step.ts';
import { durationPattern } from '../../lib/language/duration-text.ts';
import { readDuration } from '../../lib/language/durations.ts';
import { joinNames } from '../../lib/language/editor/last-names.ts';
import { editorSchema } from '../../lib/language/editor/schema.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { acmeWith } from '../support/acme.ts';
import { schemaFor } from '../support/editor.ts';
import { projectRoot } from '../support/imports.ts';

/** Words that only editors read. */
const forEditors = ['markdownDescription', 'patternErrorMessage', 'errorMessage'];

function validatorOf(schema: object) {
  const ajv = new Ajv({ strictTypes: false });
  ajv.addVocabulary(forEditors);
  ajv.addFormat('email', /^\S+@\S+\.\S+$/);
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  const validate = ajv.compile(schema);
  return (text: string): string[] => {
    validate(parse(text));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

const example = 'journey: example\nsteps: []\n';
const problemsOf = validatorOf(schemaFor(acmeWith({ 'journeys/example.yaml': example })));

const definition = (lines: string) =>
  `journey: example\npurpose: Shows one kind\nowner: team@acme.example\ntopic: product-tips\n${lines}\n`;
const withSteps = (steps: string) => definition(`steps:\n${steps.replaceAll(/^/gm, '  ')}`);

test('every file that is shipped is accepted, with the names of its own project', async () => {
  const files = await readFiles(projectRoot);
  const shippedProblemsOf = validatorOf(schemaFor(files));
  const yaml = files.filter(({ path }) => path.endsWith('.yaml'));

  expect(yaml.length).toBeGreaterThan(8);
  for (const { path, text } of yaml)
    expect({ path, problems: shippedProblemsOf(text) }).toEqual({ path, problems: [] });
});

test.each(Object.values(stepKinds) as unknown as StepKind[])('the example of the step $kind is accepted', (kind) => {
  expect(problemsOf(withSteps(kind.example.steps))).toEqual([]);
});

test.each(Object.values(conditionKinds))('the example of the condition $kind is accepted', ({ example }) => {
  expect(problemsOf(withSteps(`- if: ${example.if}\n  then:\n    - stop: done`))).toEqual([]);
});

test.each(Object.values(triggerKinds))('the example of the trigger $kind is accepted', ({ example }) => {
  expect(problemsOf(definition(`when:\n  - ${example.when}\nsteps:\n  - wait: 1 day`))).toEqual([]);
});

/** Mistakes in the form of a file that its schema cannot see, with the reason. */
const unseen: Record<string, string> = {
  WM112: 'how long a duration is, is a matter of reckoning',
  WM117: 'which zones there are, the clock knows',
  WM118: 'which days a month has, the calendar knows',
  WM131: 'a schema does no sums',
  WM132: 'a schema does not hold one item against another',
  WM134: 'what of a cap fits together is a matter of meaning',
  WM315: 'a schema that refers to itself has no depth',
  WM316: 'the place of a file is no part of it',
  WM322: 'a schema that refers to itself counts nothing',
  WM323: 'how large a machine becomes, the compiler knows',
  WM319: 'Liquid is a language of its own',
  WM321: 'braces in a text are text to a schema',
};

/** Mistakes in names of the project, which its schema holds. */
const seenNames = ['WM201', 'WM207', 'WM208', 'WM209', 'WM210', 'WM211', 'WM212', 'WM213', 'WM214'];

const isYaml = ({ file }: CatalogEntry) => file !== 'template' && file !== 'typescript';
const entries = Object.entries(catalog).filter(([, entry]) => isYaml(entry));
const formEntries = entries.filter(([code]) => /^WM[13]/.test(code));

test.each(entries.filter(([code]) => /^WM[1234]/.test(code)))('%s: the good example is accepted', (_code, { good }) => {
  expect(problemsOf(good)).toEqual([]);
});

test.each(formEntries.filter(([code]) => !Object.hasOwn(unseen, code)))(
  '%s: the bad example is refused',
  (_code, { bad }) => {
    expect(problemsOf(bad)).not.toEqual([]);
  },
);

test.each(seenNames)('%s: the unknown name is refused', (code) => {
  expect(problemsOf(catalog[code]!.bad)).not.toEqual([]);
});

test.each(Object.entries(unseen))('%s is left to the check: %s', (code) => {
  expect(problemsOf(catalog[code]!.bad)).toEqual([]);
});

test('a duration that the form allows is one that can be waited', () => {
  const form = new RegExp(durationPattern());
  const unit = fc.constantFrom('day', 'days', 'hours', 'minute', 'minutes', 'weeks', 'working days', 'office hour');
  const part = fc.tuple(fc.nat(12), unit).map(([count, word]) => `${count} ${word}`);
  const text = fc.oneof(
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    fc.constantFrom('P3D', 'PT24H', 'P1Y2M', 'P', 'PT', 'P3', '3 dys', ' 1 day', '1 day ', '01 days'),
  );
  fc.assert(
    fc.property(text, (written) => {
      expect({ written, isDuration: 'value' in readDuration(written) }).toEqual({
        written,
        isDuration: form.test(written),
      });
    }),
  );
});

test('a kind that is new to the registry is offered, with the names it refers to', () => {
  const mail = { ...stepKinds['send-email'], kind: 'send-letter', refersTo: undefined };
  const head = z.string().meta({ names: 'any topic' });
  const items = [{ name: 'step', kinds: [{ ...mail, head }] }];
  const { definitions } = editorSchema({ items, files: {}, settings: {} }, checkProject(acmeWith({})).known);

  const letter = (definitions as Record<string, { properties: object }>)['step.send-letter'];
  expect(letter?.properties).toMatchObject({
    'send-letter': { anyOf: [{ enum: ['product-tips'] }, { type: 'string' }], description: mail.says },
    class: { enum: ['marketing', 'transactional'] },
  });
});

test('what was known before a broken save is still offered, beside what is new', () => {
  const before = checkProject(acmeWith({})).known;
  const broken = { 'waymark.yaml': 'contact: [', 'templates/farewell.email.mjml': '---\nsubject: Farewell\n---\n' };
  const after = checkProject(acmeWith(broken).filter(({ path }) => !path.includes('segments'))).known;
  const { templates, segments, settings } = joinNames(before, after);

  expect([...(templates?.keys() ?? [])]).toEqual(expect.arrayContaining(['reminder', 'welcome', 'farewell']));
  expect([...(segments?.keys() ?? [])]).toEqual([...(before.segments?.keys() ?? [])]);
  expect(settings?.contact).toEqual(before.settings?.contact);
});
