/** A definition in TypeScript is made by code, which may make anything: what is no plain data is told, whatever it does. */
import { expect, test } from 'vitest';
import { checkObject } from '../../lib/language/check/check-definition.ts';

const head = { journey: 'odd', purpose: 'Made by code', owner: 'team@acme.example' };
const steps = [{ wait: '1 day' }];

const fails = (): never => {
  throw new Error('No.');
};
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const ring: Record<string, unknown> = { ...head, steps: [] };
(ring.steps as unknown[]).push({ if: ring });
const shared = (levels: number): unknown => {
  let value: unknown = { wait: '1 day' };
  for (let level = 0; level < levels; level++) value = { then: value, else: value };
  return value;
};

const odd: { case: string; object: unknown; says: RegExp; at?: string }[] = [
  { case: 'a ring', object: ring, says: /contains itself/, at: 'steps.0.if' },
  {
    case: 'a getter that fails',
    object: {
      ...head,
      get steps() {
        return fails();
      },
    },
    says: /cannot be read/,
    at: '',
  },
  { case: 'a proxy that fails', object: new Proxy({}, { ownKeys: fails }), says: /cannot be read/, at: '' },
  {
    case: 'a list that fails',
    object: { ...head, steps: new Proxy([], { get: fails }) },
    says: /cannot be read/,
    at: 'steps',
  },
  { case: 'a proxy that was revoked', object: { ...head, steps: revoked.proxy }, says: /cannot be read/, at: 'steps' },
  {
    case: 'a list with holes',
    object: { ...head, steps: Object.assign([], { 1: steps[0] }) },
    says: /Nothing stands here/,
    at: 'steps.0',
  },
  {
    case: 'four billion holes',
    object: { ...head, steps: new Array(4_000_000_000) },
    says: /4000000000 entries/,
    at: 'steps',
  },
  {
    case: 'one value in a billion places',
    object: { ...head, steps: [shared(40)] },
    says: /more than 50000 parts/,
    at: '',
  },
  {
    case: 'a hundred levels',
    object: { ...head, steps: [shared(1), Array.from({ length: 120 }).reduce((inner) => [inner], 1)] },
    says: /more than 100 levels/,
  },
  { case: 'a function', object: { ...head, steps: () => steps }, says: /A function stands here/, at: 'steps' },
  { case: 'a symbol', object: { ...head, purpose: Symbol('p'), steps }, says: /A symbol stands here/, at: 'purpose' },
  {
    case: 'a big integer',
    object: { ...head, steps: [{ wait: 1n }] },
    says: /A bigint stands here/,
    at: 'steps.0.wait',
  },
  {
    case: 'no number',
    object: { ...head, steps: [{ wait: Number.NaN }] },
    says: /NaN is no number/,
    at: 'steps.0.wait',
  },
  { case: 'a date', object: { ...head, review: new Date(0), steps }, says: /of a class stands here/, at: 'review' },
  { case: 'a map', object: new Map(Object.entries({ ...head, steps })), says: /of a class stands here/, at: '' },
  {
    case: 'an instance',
    object: new (class Odd {
      journey = 'odd';
    })(),
    says: /of a class stands here/,
    at: '',
  },
  {
    case: 'a prototype in its data',
    object: JSON.parse('{ "journey": "odd", "__proto__": { "purpose": "x" } }'),
    says: /`__proto__` cannot/,
    at: '',
  },
  {
    case: 'half a letter',
    object: { ...head, purpose: 'Hello \uD83D', steps },
    says: /U\+D83D is no text/,
    at: 'purpose',
  },
  { case: 'a zero byte', object: { ...head, purpose: 'Hello \0', steps }, says: /U\+0000 is no text/, at: 'purpose' },
  { case: 'nothing', object: undefined, says: /Nothing stands here/, at: '' },
];

test.each(odd)('$case is told, and nothing is thrown', ({ object, says, at }) => {
  const startedAt = performance.now();
  const { definition, diagnostics } = checkObject(object, 'journeys/odd.ts');
  const told = diagnostics.find(({ code, message }) => code === 'WM317' && says.test(message));

  expect(told, diagnostics.map(({ message }) => message).join('\n')).toBeDefined();
  if (at !== undefined) expect(told?.path?.join('.')).toBe(at);
  expect(definition).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test('what code makes of plain data is plain data: no prototypes, nothing inherited, nothing left out on purpose', () => {
  const made = Object.assign(Object.create(null), head, { review: undefined, [Symbol('note')]: 'x' });
  made.steps = steps.map((one, index) => ({ ...one, id: `day-${index}` }));
  const { definition, diagnostics } = checkObject(made, 'journeys/odd.ts');

  expect(diagnostics).toEqual([]);
  expect(definition?.steps.map(({ id }) => id)).toEqual(['day-0']);
});
