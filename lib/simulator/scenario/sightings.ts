/** What there is to see of each thing that an expectation may name: messages, entries, ends, lines of the timeline. */
import type { TimelineRow } from '../../engine/ports.ts';
import type { Json } from '../../language/json.ts';
import type { Observation, SeenMessage } from './observe.ts';
import type { Expectation, ExpectationKind } from './schema.ts';

/** Something an expectation may match: when it was, whose, and what else is known of it. */
export interface Sighting {
  at: string;
  contact: string;
  outcome?: string;
  reason?: string;
  with?: Json;
  message?: SeenMessage;
  run?: string;
  /** Names its line in the timeline. */
  line: string;
}

/** What is true at the end, or at no time at all, and so has no place among the others. */
export type SeenKind = Exclude<ExpectationKind, 'segment' | 'field' | 'never'>;

export const isSeen = (one: Expectation): one is Expectation & { kind: SeenKind } =>
  one.kind !== 'segment' && one.kind !== 'field' && one.kind !== 'never';

export const goesBy = (message: { step: string; template: string }, named: string): boolean =>
  message.step === named || message.template === named;

/** Of each kind, by the name that the line gives. */
const sightings: Record<SeenKind, (seen: Observation, named: string, definition: string) => Sighting[]> = {
  email: (seen, named) => messagesOn(seen, 'email', named),
  sms: (seen, named) => messagesOn(seen, 'sms', named),
  webhook: (seen, named) =>
    seen.calls
      .filter(({ names, url }) => names.includes(named) || url === named)
      .map((call) => ({ ...call, with: call.body, line: lineOf(call) })),
  workflow: (seen, named) => entriesOf(seen, named),
  journey: (seen, named) => entriesOf(seen, named),
  goal: (seen, named, definition) =>
    told(seen, (row) => row.kind === 'goal' && row.reason === named && row.definition === definition),
  exit: (seen, named, definition) => endsOf(seen, definition, (how, reason) => how === 'exit' && reason === named),
  ends: (seen, named, definition) => endsOf(seen, definition, (_how, reason) => reason === named),
  step: (seen, named) => told(seen, (row) => stepKinds.has(row.kind) && isStep(row.step, named, row.facts?.template)),
};

const stepKinds = new Set(['step', 'message', 'decided', 'settled']);

/** `to`: whose, where the line says it. */
export const sightingsOf = (one: Expectation & { kind: SeenKind }, seen: Observation, definition: string): Sighting[] =>
  sightings[one.kind](seen, one.head, definition).filter(({ contact }) => !one.to || contact === one.to);

const told = (seen: Observation, is: (row: TimelineRow) => boolean): Sighting[] =>
  seen.rows.filter(is).map((row) => ({ ...row, line: lineOf(row) }));

const messagesOn = (seen: Observation, channel: string, named: string): Sighting[] =>
  seen.messages
    .filter((one) => one.channel === channel && goesBy(one, named))
    .map((message) => ({ ...message, message, line: lineOf(message) }));

const entriesOf = (seen: Observation, named: string): Sighting[] =>
  seen.runs
    .filter(({ definition }) => definition === named)
    .map(({ startedAt: at, contact, run, input }) => ({
      at,
      contact,
      run,
      with: input,
      line: lineOfRun(run, 'entered'),
    }));

const endsOf = (seen: Observation, definition: string, is: (how: string, reason: string) => boolean): Sighting[] =>
  seen.runs
    .filter((run) => run.definition === definition && run.end && is(run.end.how, run.end.reason))
    .map(({ end, contact, run }) => ({ at: end!.at, contact, run, line: lineOfRun(run, 'ended') }));

const lineOf = ({ contact, key }: { contact: string; key: string }): string => `${contact} ${key}`;
const lineOfRun = (run: string, kind: string): string => `${run} ${kind}`;

/** Line → its place among all that is told of its contact. */
export function placesOf({ rows }: Observation): Map<string, number> {
  const places = new Map<string, number>();
  for (const [place, row] of rows.entries()) {
    places.set(lineOf(row), place);
    if (row.run && (row.kind === 'entered' || row.kind === 'ended')) places.set(lineOfRun(row.run, row.kind), place);
  }
  return places;
}

/** By id, by template, or by the main value alone, which ends the id. */
const isStep = (step: string | undefined, named: string, template: unknown): boolean =>
  step === named || template === named || (step?.endsWith(`-${named}`) ?? false);
