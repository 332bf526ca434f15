/** Holds what was seen against what a case expects; messages are exact, everything else counts where a line names it. */
import { segmentsOf } from '../../engine/family.ts';
import { type Comparison, compares } from '../../language/comparisons.ts';
import type { Json } from '../../language/json.ts';
import { type Met, type Misplaced, misplacedIn } from './in-order.ts';
import { readMomentOf, sayMoment } from './moments.ts';
import type { Observation, SeenMessage } from './observe.ts';
import { isSame } from './same.ts';
import type { Expectation } from './schema.ts';
import { goesBy, isSeen, placesOf, type Sighting, sightingsOf } from './sightings.ts';
import type { Stage } from './stage.ts';

export interface Failure {
  expected: string;
  found: string;
}

export async function judge(
  expectations: Expectation[],
  seen: Observation,
  stage: Stage,
  facts: { definition: string; isExact: boolean; inOrder?: boolean },
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const expected = new Set<SeenMessage>();
  const met: Met[] = [];
  for (const one of expectations) {
    if (isSeen(one)) {
      const all = sightingsOf(one, seen, facts.definition);
      const by = all.filter((sighting) => isExpected(one, sighting, stage));
      const isMet = isOften(one.times, by.length);
      if (isMet) met.push({ expected: one, by });
      else failures.push(missing(one, all, by, stage));
      // Those that differ only in their details are named there, so they are not named again as sent besides.
      for (const { message } of isMet ? by : all) if (message) expected.add(message);
      continue;
    }
    const failure = one.kind === 'never' ? judgeNever(one, seen, stage) : await judgeState(one, stage);
    if (failure) failures.push(failure);
  }
  if (facts.inOrder) failures.push(...misplacedIn(met, placesOf(seen)).map((one) => sayMisplaced(one, stage)));
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

function missing(one: Expectation, all: Sighting[], by: Sighting[], stage: Stage): Failure {
  const found = sayAll(all, stage);
  return {
    expected: sayExpectation(one),
    found: found === '' ? 'nothing' : all.length > by.length ? found : `${by.length} times: ${found}`,
  };
}

const sayMisplaced = ({ expected, by, after }: Misplaced, stage: Stage): Failure => ({
  expected: `${sayExpectation(expected)} after ${sayExpectation(after.expected)}, as it stands in the list`,
  found: `${sayAll(by, stage)}, and ${after.expected.kind} ${after.expected.head} ${describe(after.last, stage)}`,
});

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

function isOften(times: number | string | undefined, count: number): boolean {
  if (times === undefined) return count > 0;
  const [from = 1, to = from] = String(times).split('..').map(Number);
  return count >= from && count <= to;
}

/** `never: email`, `never: sms`, `never: webhook`, or the name of a template, step, definition. */
function judgeNever(one: Expectation, seen: Observation, stage: Stage): Failure | undefined {
  const about = (contact: string) => !one.to || one.to === contact;
  const messages = seen.messages.filter(
    (message) => about(message.contact) && (message.channel === one.head || goesBy(message, one.head)),
  );
  const runs = seen.runs.filter((run) => about(run.contact) && run.definition === one.head);
  const calls = seen.calls.filter(
    (call) => about(call.contact) && (one.head === 'webhook' || call.names.includes(one.head)),
  );
  const found = [...messages, ...calls, ...runs.map((run) => ({ ...run, at: run.startedAt }))];
  if (found.length === 0) return undefined;
  return { expected: sayExpectation(one), found: found.map((thing) => describe(thing, stage)).join('; ') };
}

async function judgeState(one: Expectation, stage: Stage): Promise<Failure | undefined> {
  const { contacts, segments } = stage.world.ports;
  for (const contact of one.to ? [one.to] : stage.contacts) {
    if (one.kind === 'segment') {
      const whoever = (await contacts.get(contact)) ?? { id: contact };
      if (!(await segmentsOf(whoever, segments).has(contact, one.head)))
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
const sayAll = (sightings: Sighting[], stage: Stage): string =>
  sightings.map((sighting) => describe(sighting, stage)).join('; ');
const describe = (sighting: Pick<Sighting, 'at' | 'contact' | 'outcome' | 'reason'>, stage: Stage): string =>
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
