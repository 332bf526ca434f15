/** Triggers put into EventBridge's own words, as far as it has words for them, and events that may start them. */
import fc from 'fast-check';
import type { ContactEvent } from '../../../lib/language/event.ts';
import type { Json, JsonMap } from '../../../lib/language/json.ts';

/** What cannot be put to the judge, and why. */
export const notAsked = [
  'lists and maps in the data: EventBridge asks each item of a list, we ask the list (`contains` is for that)',
  '`above` and its like between texts, or between a number and a text that looks like one: EventBridge orders numbers only',
  '`is-not` a number or a yes-no: EventBridge cannot exclude a number and the text that looks like it at once',
  '`contains` with capital letters: EventBridge knows no wildcard that ignores case',
];

export interface Asked {
  trigger: { kind: 'event' | 'form' | 'page'; head: string; where?: Record<string, Json> };
  pattern: JsonMap;
}

type Put = { wanted: Json; matchers: Json[] };

const words = ['gold', 'golden', 'old', 'x', 'true', '7', '1.5', 'ä', '*', '\\'];
const paths = ['plan', 'total', 'order.total', 'order.plan', 'missing.too'];
const word = fc.constantFrom(...words);
const number = fc.constantFrom(0, 7, 1.5, -3, 1e6);
const scalar: fc.Arbitrary<string | number | boolean> = fc.oneof(word, number, fc.boolean());

/** Number 1 and text "1" are one value with us. */
const same = (value: string | number | boolean): Json[] => {
  const text = String(value);
  const asNumber = text !== '' && String(Number(text)) === text ? [Number(text)] : [];
  return [text, ...asNumber, ...(text === 'true' || text === 'false' ? [text === 'true'] : [])];
};
const escaped = (text: string): string => text.replaceAll(/[\\*]/g, '\\$&');
const signs = { above: '>', 'at-least': '>=', below: '<', 'at-most': '<=' };

const comparison = fc.oneof(
  scalar.map((value) => ({ wanted: value, matchers: same(value) })),
  scalar.map((value) => ({ wanted: { is: value }, matchers: same(value) })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values) => ({
    wanted: { in: values },
    matchers: values.flatMap(same),
  })),
  fc.constantFrom('gold', 'old', '*').map((value) => ({
    wanted: { 'is-not': value },
    matchers: [{ 'anything-but': value }, { exists: false }],
  })),
  word.map((value) => ({ wanted: { contains: value }, matchers: [{ wildcard: `*${escaped(value)}*` }] })),
  fc.constant({ wanted: { known: false }, matchers: ['', null, { exists: false }] }),
) as fc.Arbitrary<Put>;
const order: fc.Arbitrary<Put> = fc
  .tuple(fc.constantFrom('above', 'at-least', 'below', 'at-most'), number)
  .map(([comparing, value]) => ({
    wanted: { [comparing]: value },
    matchers: [{ numeric: [signs[comparing], value] }],
  }));

const where = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...paths), comparison), { maxLength: 2, selector: ([path]) => path })
  .chain((entries) =>
    fc
      .option(fc.tuple(fc.constantFrom('amount', 'order.amount'), order), { nil: undefined })
      .map((amount) => [...entries, ...(amount ? [amount] : [])]),
  );

const pieces = fc.array(fc.constantFrom('*', 'pricing', '/', 'a', 'b', 'ab', '?q=1', '\\', 'ä'), { maxLength: 5 });
const pageHead = pieces.map((list) => `/${list.join('')}`);

export const aTrigger: fc.Arbitrary<Asked> = fc
  .tuple(
    fc.constantFrom('event' as const, 'form' as const, 'page' as const),
    fc.constantFrom('paid', 'sign-up'),
    pageHead,
    where,
  )
  .map(([kind, name, page, entries]) => {
    const head = kind === 'page' ? page : name;
    const inWords = kind === 'page' ? { wildcard: head.replaceAll('\\', '\\\\').replaceAll(/\*+/g, '*') } : head;
    const pattern: JsonMap = { family: [kind], name: [inWords] };
    for (const [path, { matchers }] of entries) put(pattern, `data.${path}`, matchers);
    const asked = Object.fromEntries(entries.map(([path, { wanted }]) => [path, wanted]));
    return { trigger: { kind, head, ...(entries.length > 0 && { where: asked }) }, pattern };
  });

function put(pattern: JsonMap, path: string, matchers: Json[]): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) pattern[first] = matchers;
  else {
    const inner = (pattern[first] ?? {}) as JsonMap;
    pattern[first] = inner;
    put(inner, rest.join('.'), matchers);
  }
}

const data = fc.record(
  {
    plan: fc.oneof(word, number, fc.boolean(), fc.constant(null), fc.constant('')),
    total: fc.oneof(word, number),
    amount: fc.oneof(number, fc.constantFrom('none', 'gold')),
    order: fc.record({ total: fc.oneof(word, number), plan: word, amount: number }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonMap>;

const at = '2026-03-02T09:00:00.000Z';
const aName = fc.oneof(
  fc.constantFrom('paid', 'sign-up', 'other'),
  pageHead,
  pageHead.map((path) => path.replaceAll('*', 'ab')),
);

export const happenings: fc.Arbitrary<ContactEvent> = fc
  .tuple(fc.constantFrom('event', 'form', 'page'), aName, data)
  .map(([family, name, values]) => ({ id: '1', family, name, contact: 'ann', at, receivedAt: at, data: values }));

/** Of the trigger's own family, with a name that it may mean. */
export const likely = ({ trigger: { kind, head } }: Asked): fc.Arbitrary<ContactEvent> =>
  fc.tuple(happenings, fc.constantFrom('', 'ab', '/', 'pricing')).map(([happening, run]) => ({
    ...happening,
    family: kind,
    name: head.replaceAll('*', run),
  }));
