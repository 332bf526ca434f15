/** The reference tells every word, and of each what it takes; nobody has to look into the code. */

import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { conditionKinds } from '../../../lib/language/conditions/index.ts';
import { languageRegistry } from '../../../lib/language/editor/registry.ts';
import { referenceOf } from '../../../lib/language/reference/index.ts';
import { languagePage } from '../../../lib/language/reference/markdown.ts';
import { stepKinds } from '../../../lib/language/steps/index.ts';
import { triggerKinds } from '../../../lib/language/triggers/index.ts';
import { withScenarios } from '../../../lib/simulator/scenario/described.ts';

function validator(schema: object) {
  const ajv = new Ajv({ strictTypes: false, formats: { email: true, date: true } });
  ajv.addVocabulary(['markdownDescription', 'patternErrorMessage', 'errorMessage']);
  const validate = ajv.compile(schema);
  return (item: unknown) => (validate(item) ? [] : (validate.errors ?? []).map(({ message }) => message));
}

const groups = referenceOf(withScenarios(languageRegistry));
const entries = [...groups.values()].flat();
const named = (what: string) => entries.filter((entry) => entry.what === what);

test.each([
  ['step', stepKinds],
  ['condition', conditionKinds],
  ['trigger', triggerKinds],
])('every kind of %s has its entry, and its section on the page', (what, kinds) => {
  const page = languagePage(groups);

  expect(named(what).map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(kinds)));
  expect(named(what)).toHaveLength(Object.keys(kinds).length);
  for (const name of Object.keys(kinds))
    expect(page).toContain(`\n### ${what === 'step' ? name : `${name} (${what})`}\n`);
});

describe.each(entries.filter(({ what }) => what === 'step' || what === 'condition' || what === 'trigger'))(
  '$what $name',
  ({ name, says, fields, example = '', schema }) => {
    test('says what it does, begins with its head, and names a form for every value', () => {
      expect(says).toMatch(/[.…]$/);
      expect(fields[0]?.name).toBe(name);
      for (const field of fields) {
        expect(field.value, field.name).toMatch(/\S/);
        expect(`${field.value}${field.default ?? ''}${field.says}`).not.toMatch(/undefined|\[object/);
      }
    });

    test('has a schema, complete in itself, that accepts its example and refuses a word that nobody knows', () => {
      const written: unknown = parse(example);
      const items = (Array.isArray(written) ? written : [written]) as Record<string, unknown>[];
      const own = items.find((item) => Object.hasOwn(item, name));
      const accepts = validator(schema);

      expect(own).toBeDefined();
      expect(accepts(own)).toEqual([]);
      expect(accepts({ ...own, 'no-such-word': 1 })).toEqual(['must NOT have additional properties']);
      expect(accepts({})).not.toEqual([]);
    });
  },
);

test('a step is told with its defaults, outcomes, promise, rights and place', () => {
  const entry = named('step').find(({ name }) => name === 'send-email');

  expect(entry?.fields.find(({ name }) => name === 'class')).toEqual({
    name: 'class',
    value: '`marketing` or `transactional`',
    required: false,
    default: 'marketing',
    says: 'Transactional messages pass consent and caps, never suppression.',
  });
  expect(entry?.facts.map(({ title, says }) => `${title}: ${says}`)).toEqual([
    'Outcomes: `sent`, `skipped`, `unknown`',
    expect.stringMatching(/^When an answer is lost: At most once\./),
    'Needs: `email:send`',
    'Stands in: journeys and workflows',
  ]);
});

test('a value that holds steps, conditions or a step of the file is called so', () => {
  const fields = (name: string) =>
    Object.fromEntries(
      named('step')
        .find((entry) => entry.name === name)!
        .fields.map((field) => [field.name, field.value]),
    );

  expect(fields('wait-for')).toMatchObject({ 'wait-for': 'conditions', then: 'steps', else: 'steps' });
  expect(fields('assign-follow-up')).toMatchObject({ fallback: 'a step of this file' });
});
