/** What happens to contacts at random: what a definition asks about and what it does not, in every order, at any time. */
import fc from 'fast-check';
import { parse } from 'yaml';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import type { ConditionKind, ExampleMoment } from '../../lib/language/define-condition.ts';
import type { TriggerKind } from '../../lib/language/define-trigger.ts';
import type { Json, JsonMap } from '../../lib/language/json.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import type { ScenarioContact, Verb } from '../../lib/simulator/scenario/schema.ts';
import { acmeFiles } from './acme.ts';
import type { GeneratedDefinition } from './generate-definitions.ts';

/** One thing after another: so many milliseconds pass, then this happens. */
export interface Move {
  afterMs: number;
  contact: string;
  /** `join` and `leave`: a segment that is kept by hand; `restart`: all executions are lost. Left out: only time passes. */
  verb?: Verb | 'join' | 'leave' | 'restart';
  line: JsonMap;
}

export interface Life {
  start: string;
  contacts: ScenarioContact[];
  quietHours?: { from: string; to: string };
  moves: Move[];
}

type Happening = Pick<Move, 'verb' | 'line'>;

const verbOf: Record<string, Verb> = {
  event: 'event',
  page: 'page',
  form: 'form',
  answer: 'answer',
  confirmed: 'confirm',
};

/** Whatever the registry's own examples tell of, so that a new kind is met by what turns it. */
const happenings: Happening[] = unique([
  ...(Object.values(triggerKinds) as unknown as TriggerKind[]).flatMap(({ family, example: { starts, ignores } }) =>
    [starts, ignores].flatMap(({ name, data = {} }) => happening(family, name, data as JsonMap)),
  ),
  ...(Object.values(conditionKinds) as unknown as ConditionKind[]).flatMap(({ example: { holds, fails } }) =>
    [holds, fails].flatMap(happeningsIn),
  ),
  { verb: 'form', line: { form: 'sign-up', data: { email: 'new@example.com' } } },
  { verb: 'set', line: { set: { renewalDate: '2026-06-15' } } },
  { verb: 'set', line: { set: { renewalDate: null, role: 'developer' } } },
  ...['Asia/Tokyo', 'America/New_York'].map((timeZone): Happening => ({ verb: 'set', line: { set: { timeZone } } })),
]);

function happening(family: string, name: string, data: JsonMap): Happening[] {
  const verb = verbOf[family];
  if (!verb || (verb === 'form' && name !== 'sign-up')) return [];
  if (verb === 'confirm') return [{ verb, line: { confirm: name } }];
  return [{ verb, line: { [verb]: name, ...(Object.keys(data).length > 0 && { data }) } }];
}

function happeningsIn({ events = [], fields = {}, segments = [], consent = {} }: ExampleMoment): Happening[] {
  return [
    ...events.flatMap(({ family, name, data = {} }) => happening(family, name, data)),
    ...Object.entries(fields).map(([field, value]): Happening => ({ verb: 'set', line: { set: { [field]: value } } })),
    ...segments.flatMap((segment): Happening[] => [
      { verb: 'join', line: { join: segment } },
      { verb: 'leave', line: { leave: segment } },
    ]),
    ...Object.keys(consent).flatMap((topic): Happening[] => [
      { verb: 'unsubscribe', line: { unsubscribe: topic } },
      { verb: 'subscribe', line: { subscribe: topic } },
    ]),
  ];
}

function unique(all: Happening[]): Happening[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

const templates = Object.keys(acmeFiles).flatMap((path) => /^templates\/([a-z-]+)\./.exec(path)?.[1] ?? []);
const words = ['open', 'click', 'deliver', 'bounce', 'complain'] as const;

const answersToMessages: Happening[] = [...new Set(templates)].flatMap((template) =>
  words.flatMap((verb): Happening[] => [
    { verb, line: { [verb]: template } },
    ...(verb === 'open' || verb === 'click' ? [{ verb, line: { [verb]: template, machine: true } }] : []),
  ]),
);

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const spans = [0, 0, 1, SECOND, 50 * SECOND, 3_600 * SECOND, 5 * 3_600 * SECOND, DAY, DAY, 3 * DAY, 8 * DAY, 40 * DAY];
const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'];
/** Beside every change of clocks, and on ordinary days. */
const starts = ['2026-03-02 10:00', '2026-03-27 23:30', '2026-10-24 01:15', '2026-11-01 00:30', '2026-12-30 17:00'];
const ids = ['ann', 'bob'];

export interface LifeWish {
  /** Left out: 12. */
  mostMoves?: number;
  /** Left out: they do. */
  pauses?: boolean;
  /** Each thing happens at an instant of its own, whatever waits there may be. */
  apart?: boolean;
}

/** A life in which the definition is entered, if its audience allows. */
export function aLife(
  definition: GeneratedDefinition,
  { mostMoves = 12, pauses = true, apart = false }: LifeWish = {},
): fc.Arbitrary<Life> {
  const head = parse(definition.text) as JsonMap;
  const entries = entriesOf(head, definition.name);
  const asked = askedIn(definition.text);
  const told = tellings(head['steps']);
  const move = fc.gen().map((g): Move => {
    const contact = g(fc.constantFrom, ...ids);
    const afterMs = g(fc.constantFrom, ...spans) + (apart ? g(fc.integer, { min: 1, max: 997 }) : 0);
    return { afterMs, contact, ...keyed(g, happeningFor(g)) };
  });

  function happeningFor(g: fc.GeneratorValue): Happening {
    const kind = g(fc.nat, 19);
    if (kind < 7 && asked.length > 0) return g(fc.constantFrom, ...asked);
    if (kind < 10) return g(fc.constantFrom, ...entries);
    if (kind < 13) return g(fc.constantFrom, ...answersToMessages);
    if (kind < 15 && told.length > 0) return g(fc.constantFrom, ...told);
    if (kind < 17) return { line: {} };
    if (kind === 17 && pauses) {
      const verb = g(fc.constantFrom, 'pause' as const, 'resume' as const, 'resume' as const);
      return { verb, line: { [verb]: g(fc.constantFrom, definition.name, definition.name, 'call-back') } };
    }
    return g(fc.constantFrom, ...happenings);
  }

  const life = fc.gen().map((g): Life => {
    const first = ids.map((contact): Move => ({ afterMs: 0, contact, ...keyed(g, g(fc.constantFrom, ...entries)) }));
    const others = g(fc.array, move, { minLength: 3, maxLength: mostMoves, size: 'max' });
    const quietHours = g(fc.nat, 2) === 0 ? { from: '21:00', to: '08:00' } : undefined;
    return {
      start: g(fc.constantFrom, ...starts),
      contacts: ids.map((id) => aPerson(g, id)),
      ...(quietHours && { quietHours }),
      moves: [...first, ...others],
    };
  });
  // What is rare must be as likely as what is common.
  return fc.noBias(life);
}

function entriesOf(head: JsonMap, name: string): Happening[] {
  const started = ((head['when'] ?? []) as JsonMap[]).flatMap((item): Happening[] => {
    const kind = (Object.values(triggerKinds) as unknown as TriggerKind[]).find(({ kind }) => item[kind] !== undefined);
    const { name: word, data = {} } = kind?.example.starts ?? { name: '' };
    return kind ? happening(kind.family, word, data as JsonMap) : [];
  });
  return started.length > 0 ? started : [{ verb: 'start', line: { start: name } }];
}

/** What turns an answer that the definition asks for: its words stand in the text. */
const askedIn = (text: string): Happening[] =>
  happenings.filter(({ line }) => Object.values(line).some((value) => isNamed(value, text)));

function isNamed(value: unknown, text: string): boolean {
  if (typeof value === 'string')
    return text.includes(value) || (value.startsWith('/pricing') && text.includes('/pricing'));
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => text.includes(key));
}

/** Every step, blocks included. */
export function stepsIn(written: Json | undefined): JsonMap[] {
  if (Array.isArray(written)) return written.flatMap(stepsIn);
  if (typeof written !== 'object' || written === null) return [];
  const isStep = Object.keys(stepKinds).includes(Object.keys(written)[0] ?? '') && !isCondition(written);
  return [...(isStep ? [written] : []), ...Object.values(written).flatMap(stepsIn)];
}

const isCondition = (written: JsonMap) => Object.hasOwn(conditionKinds, Object.keys(written)[0] ?? '');

/** A colleague's word on what the definition asks of them. */
function tellings(steps: Json | undefined): Happening[] {
  const asked = stepsIn(steps).filter((step) => askingKinds.some((kind) => Object.hasOwn(step, kind)));
  return asked.flatMap(({ id }): Happening[] =>
    typeof id !== 'string'
      ? []
      : [
          { verb: 'complete', line: { complete: id } },
          { verb: 'approve', line: { approve: id, outcome: 'approved' } },
          { verb: 'approve', line: { approve: id, outcome: 'rejected' } },
        ],
  );
}

const askingKinds = Object.values(stepKinds).flatMap(({ kind, needs }) =>
  needs.includes('follow-ups:write' as never) ? [kind] : [],
);

/** Orders carry their number, so that runs `per` order can tell them apart. */
function keyed(g: fc.GeneratorValue, { verb, line }: Happening): Happening {
  if (verb !== 'event' || g(fc.nat, 2) === 0) return { ...(verb && { verb }), line };
  return { verb, line: { ...line, data: { ...(line['data'] as JsonMap), orderId: g(fc.constantFrom, 'A', 'B') } } };
}

function aPerson(g: fc.GeneratorValue, id: string): ScenarioContact {
  const maybe = <Value>(percent: number, value: Value): Value | undefined =>
    g(fc.integer, { min: 1, max: 100 }) <= percent ? value : undefined;
  return {
    id,
    email: maybe(92, `${id}@example.com`),
    phone: maybe(80, '+12125550123'),
    'time-zone': maybe(90, g(fc.constantFrom, ...zones)),
    consent: maybe(80, ['product-tips']),
    segments: maybe(20, ['early-birds']),
    fields: {
      plan: g(fc.constantFrom, 'trial', 'gold'),
      ...maybe(60, { renewalDate: g(fc.constantFrom, '2026-03-29', '2026-04-20', '2026-12-31') }),
      ...maybe(50, { firstName: 'Ann' }),
      ...maybe(30, { scores: { lead: 60 } }),
    },
  };
}
