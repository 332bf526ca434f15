/** Holds what was seen against what a case expects; messages are exact, everything else counts where a line names it. */
import { type Comparison, compares } from '../../language/comparisons.ts';
import type { Json } from '../../language/json.ts';
import { readMomentOf, sayMoment } from './moments.ts';
import type { Observation, SeenMessage } from './observe.ts';
import { isSame } from './same.ts';
import type { Expectation, ExpectationKind } from './schema.ts';
import type { Stage } from './stage.ts';

/** Something an expectation may match: when it was, whose, and what else is known of it. */
interface Sighting {
  at: string;
  contact: string;
  outcome?: string;
  reason?: string;
  with?: Json;
  message?: SeenMessage;
}

export interface Failure {
  expected: string;
  found: string;
}

const goesBy = (message: { step: string; template: string }, named: string) =>
  message.step === named || message.template === named;

/** What there is to see of each kind, by the name that the line gives. */
const sightings: Record<
  Exclude<ExpectationKind, 'segment' | 'field' | 'never'>,
  (seen: Observation, named: string, definition: string) => Sighting[]
> = {
  email: (seen, named) => messagesOn(seen, 'email', named),
  sms: (seen, named) => messagesOn(seen, 'sms', named),
  workflow: (seen, named) => entriesOf(seen, named),
  journey: (seen, named) => entriesOf(seen, named),
  goal: (seen, named, definition) =>
    seen.rows.filter((row) => row.kind === 'goal' && row.reason === named && row.definition === definition),
  exit: (seen, named, definition) => endsOf(seen, definition, (how, reason) => how === 'exit' && reason === named),
  ends: (seen, named, definition) => endsOf(seen, definition, (_how, reason) => reason === named),
  step: (seen, named) =>
    seen.rows.filter(
      (row) =>
        ['step', 'message', 'decided', 'settled'].includes(row.kind) && isStep(row.step, named, row.facts?.template),
    ),
};

const messagesOn = (seen: Observation, channel: string, named: string): Sighting[] =>
  seen.messages
    .filter((one) => one.channel === channel && goesBy(one, named))
    .map((message) => ({ ...message, message }));

const entriesOf = (seen: Observation, named: string): Sighting[] =>
  seen.runs
    .filter((run) => run.definition === named)
    .map((run) => ({ at: run.startedAt, contact: run.contact, with: run.input }));

const endsOf = (seen: Observation, definition: string, is: (how: string, reason: string) => boolean): Sighting[] =>
  seen.runs
    .filter((run) => run.definition === definition && run.end && is(run.end.how, run.end.reason))
    .map((run) => ({ at: run.end!.at, contact: run.contact }));

/** By id, by template, or by the main value alone, which ends the id. */
const isStep = (step: string | undefined, named: string, template: unknown) =>
  step === named || template === named || (step?.endsWith(`-${named}`) ?? false);

export async function judge(
  expectations: Expectation[],
  seen: Observation,
  stage: Stage,
  facts: { definition: string; isExact: boolean },
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const expected = new Set<SeenMessage>();
  for (const one of expectations) {
    const failure =
      one.kind === 'segment' || one.kind === 'field'
        ? await judgeState(one, stage)
        : judgeSeen(one, seen, stage, facts.definition, expected);
    if (failure) failures.push(failure);
  }
  if (facts.isExact) {
    for (const message of seen.messages) {
      if (expected.has(message)) continue;
      failures.push({
        expected: 'no other message',
        found: `also sent: ${message.channel} ${message.template} to ${message.contact}, ${say(message.at, message.contact, stage)}`,
      });
    }
  }
  return failures;
}

function judgeSeen(
  one: Expectation,
  seen: Observation,
  stage: Stage,
  definition: string,
  expected: Set<SeenMessage>,
): Failure | undefined {
  if (one.kind === 'never') return judgeNever(one, seen, stage);
  const all = sightings[one.kind as keyof typeof sightings](seen, one.head, definition).filter(
    (sighting) => !one.to || sighting.contact === one.to,
  );
  const matching = all.filter((sighting) => isExpected(one, sighting, stage));
  const [least, most] = range(one.times);
  for (const { message } of matching) if (message) expected.add(message);
  if (matching.length >= least && matching.length <= most) return undefined;
  // Those that differ only in their details are named here, so they are not named again as sent besides.
  for (const { message } of all) if (message) expected.add(message);
  const found = all.map((sighting) => describe(sighting, stage)).join('; ');
  return {
    expected: sayExpectation(one),
    found: found === '' ? 'nothing' : all.length > matching.length ? found : `${matching.length} times: ${found}`,
  };
}

function isExpected({ at, line }: Expectation, sighting: Sighting, stage: Stage): boolean {
  if (at !== undefined && !isAt(at, sighting, stage)) return false;
  if (line.outcome !== undefined && line.outcome !== sighting.outcome) return false;
  if (line.reason !== undefined && line.reason !== sighting.reason) return false;
  const wanted = line.with as Record<string, Json> | undefined;
  const given = (sighting.with ?? {}) as Record<string, Json>;
  return Object.entries(wanted ?? {}).every(([name, value]) => isSame(given[name], value));
}

/** To the minute: a scenario says no seconds. */
function isAt(text: string, { at, contact }: Sighting, stage: Stage): boolean {
  const wanted = readMomentOf(text, stage.startAt, stage.zoneOf(contact));
  return wanted !== undefined && wanted.slice(0, 16) === at.slice(0, 16);
}

function range(times: number | string | undefined): [number, number] {
  if (times === undefined) return [1, Number.POSITIVE_INFINITY];
  const [from, to] = String(times).split('..').map(Number);
  return [from ?? 1, to ?? from ?? 1];
}

/** `never: email`, `never: sms`, or the name of a template, step, definition. */
function judgeNever(one: Expectation, seen: Observation, stage: Stage): Failure | undefined {
  const about = (contact: string) => !one.to || one.to === contact;
  const messages = seen.messages.filter(
    (message) => about(message.contact) && (message.channel === one.head || goesBy(message, one.head)),
  );
  const runs = seen.runs.filter((run) => about(run.contact) && run.definition === one.head);
  const found = [...messages, ...runs.map((run) => ({ ...run, at: run.startedAt }))];
  if (found.length === 0) return undefined;
  return { expected: sayExpectation(one), found: found.map((thing) => describe(thing, stage)).join('; ') };
}

async function judgeState(one: Expectation, stage: Stage): Promise<Failure | undefined> {
  const { contacts, segments } = stage.world.ports;
  for (const contact of one.to ? [one.to] : stage.contacts) {
    if (one.kind === 'segment') {
      if (!(await segments.has(contact, one.head)))
        return { expected: sayExpectation(one), found: `${contact} is not in it` };
    } else {
      const value = (await contacts.get(contact))?.fields[one.head];
      const { is, in: oneOf, known } = one.line as Comparison;
      if (!compares(value, { is, in: oneOf, known }))
        return { expected: sayExpectation(one), found: JSON.stringify(value) ?? 'not known' };
    }
  }
  return undefined;
}

const say = (at: string, contact: string, stage: Stage) => sayMoment(at, stage.startAt, stage.zoneOf(contact));
const describe = (sighting: Sighting, stage: Stage): string =>
  [say(sighting.at, sighting.contact, stage), sighting.outcome, sighting.reason && `(${sighting.reason})`]
    .filter(Boolean)
    .join(' ');

const sayExpectation = ({ kind, head, line }: Expectation): string =>
  [
    kind,
    head,
    ...Object.entries(line)
      .filter(([key]) => key !== kind)
      .map(([key, value]) => `${key} ${JSON.stringify(value)}`),
  ].join(' ');
