/** Holds a disturbed world against an undisturbed one: what a contact lost, got twice, or waits for in vain. */
import type { TimelineRow } from '../../lib/engine/ports.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import type { Aftermath } from './play-case.ts';

/** A disturbance may cost this long: back-off of a step that failed once, a claim that ran out, a few retries. */
const MOST_DELAY_MS = 20 * 60_000;

/** Words that say the same of a first and of a repeated, or of an early and a late attempt. */
const sameAs: Record<string, string> = {
  'there-already': 'added',
  'not-there': 'removed',
  'not-inside': 'stopped',
  'entered-before': 'already-inside',
  // Who dies at work is missed by the machine, or by the run's timer.
  'States.Timeout': 'Lambda.Unknown',
};

/** What no disturbance may do, and nothing excuses. `mostCalls`: so often a message may be handed over. */
export function harmOf(calm: Aftermath, after: Aftermath, mostCalls = 1): string[] {
  return [
    ...after.stranded.map((run) => `stranded: ${run}`),
    ...oftenerThan(mostCalls, messages(after)).map((message) => `handed over too often: ${message}`),
    ...missing(visitsTold(calm), visitsTold(after)).map((visit) => `never told: ${visit}`),
    // Told again it has the same id: another one would be taken for something new.
    ...missing(visitsTold(after), visitsTold(calm)).map((visit) => `told under an id of its own: ${visit}`),
    ...twice(after.charged).map((charge) => `charged twice: ${charge}`),
    ...twice(after.followUps.map(({ effectKey }) => effectKey)).map((one) => `two follow-ups: ${one}`),
    ...twice(endsTold(after)).map((run) => `told to have ended twice: ${run}`),
    ...missing(after.runs.map(refOf), calm.runs.map(refOf)).map((run) => `a run too many: ${run}`),
    ...missing(calm.runs.map(refOf), after.runs.map(refOf)).map((run) => `no such run: ${run}`),
    ...after.runs.filter(({ status }) => status !== 'ended').map((run) => `never ended: ${refOf(run)}`),
  ];
}

/** What differs besides; allowed only where the timeline admits that something went wrong. */
export function differences(calm: Aftermath, after: Aftermath): string[] {
  const found: string[] = [];
  const differ = (what: string, wanted: unknown, given: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(given))
      found.push(`${what}: ${JSON.stringify(given)} instead of ${JSON.stringify(wanted)}`);
  };
  for (const run of calm.runs) {
    const other = after.runs.find((one) => refOf(one) === refOf(run));
    differ(`end of ${run.definition}`, said(run.end), said(other?.end));
  }
  differ('messages', [...new Set(messages(calm))], [...new Set(messages(after))]);
  differ('calls', told(calm), told(after));
  differ('charges', calm.charged.toSorted(), after.charged.toSorted());
  differ('follow-ups', keys(calm.followUps), keys(after.followUps));
  differ('fields', calm.fields, after.fields);
  differ('segments', calm.segments, after.segments);
  const lines = new Map(after.rows.map((row) => [nameOf(row), row]));
  for (const row of calm.rows) {
    const other = lines.get(nameOf(row));
    if (!other) found.push(`never told: ${sayRow(row)}`);
    else {
      differ(`told of ${row.kind} ${row.step ?? ''}`, outcomeOf(row), outcomeOf(other));
      const lateMs = Date.parse(other.at) - Date.parse(row.at);
      if (lateMs > MOST_DELAY_MS || lateMs < 0) found.push(`${lateMs / 60_000} minutes late: ${sayRow(other)}`);
    }
  }
  const known = new Set(calm.rows.map(nameOf));
  for (const row of after.rows) if (!known.has(nameOf(row))) found.push(`told besides: ${sayRow(row)}`);
  return found;
}

/** The timeline says that a message's fate is unknown, or that a step failed. */
export const admissions = ({ rows }: Aftermath): TimelineRow[] =>
  rows.filter(({ outcome }) => outcome === 'unknown' || outcome === 'failed');

const said = (end: { how: string; reason: string } | undefined) => end && `${end.how}:${end.reason}`;
const messages = ({ handed }: Aftermath) => handed.map(({ run, key }) => `${run} ${key}`).sort();
/** What was told, however often. */
const told = ({ called }: Aftermath) =>
  [...new Set(called.map(({ key, url, body }) => `${key} ${url} ${JSON.stringify(body)}`))].sort();
const visitsTold = ({ called }: Aftermath) => [...new Set(called.map(({ names: [step], key }) => `${step} ${key}`))];
const keys = (followUps: Aftermath['followUps']) =>
  followUps.map(({ effectKey, state, word = '' }) => `${effectKey} ${state} ${word}`).sort();
/** An end, and what an operator said, may be told of another write, or at another instant. */
const nameOf = ({ contact, key, kind, run, outcome, reason }: TimelineRow) =>
  kind === 'ended' || kind === 'operator' ? [contact, run, kind, outcome, reason].join(' ') : `${contact} ${key}`;
const outcomeOf = ({ outcome, reason }: TimelineRow) => [outcome, reason].map((word) => sameAs[word ?? ''] ?? word);
const sayRow = (row: TimelineRow) => [row.kind, row.step, row.outcome, row.reason].filter(Boolean).join(' ');

const endsTold = ({ rows }: Aftermath) => rows.flatMap(({ kind, run }) => (kind === 'ended' && run ? [run] : []));
const oftenerThan = (most: number, names: string[]) =>
  [...Map.groupBy(names, (name) => name)].filter(([, same]) => same.length > most).map(([name]) => name);
const twice = (names: string[]) => oftenerThan(1, names);
const missing = (names: string[], from: string[]) => names.filter((name) => !from.includes(name));
