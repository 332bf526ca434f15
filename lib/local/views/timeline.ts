/** Why did this contact get this, and not that: everything that happened and was decided, in its order, in words. */
import { findEvents, rowsOf } from '../../engine/family.ts';
import type { EnginePorts, TimelineRow } from '../../engine/ports.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { asUnknown, isExpired } from '../../engine/unknown-claims.ts';
import type { ContactEvent } from '../../language/event.ts';
import type { TimelineLine } from '../../language/operator-api.ts';
import type { Version } from '../../language/version.ts';
import { inZoneText } from '../../language/zones.ts';
import { sayRow } from './row-words.ts';
import { writtenOrder } from './written-order.ts';

const FAMILIES = ['event', 'form', 'page', 'message', 'answer', 'confirmed', 'task'];
/** The timeline's own line says it. */
const TOLD_ELSEWHERE = new Set(['message sent', 'message delivered', 'task created']);
const MOST_EVENTS = 1_000;

export async function timelineOf(
  ids: readonly string[],
  zone: string,
  runs: readonly RunRecord[],
  ports: EnginePorts,
): Promise<TimelineLine[]> {
  const [found, events] = await Promise.all([rowsOf(ids, ports), eventsOf(ids, ports)]);
  const now = ports.clock.now();
  const rows = found.map((row) => (isExpired(row, now) ? asUnknown(row) : row));
  const versions = await versionsOf(rows, ports);
  const order = orderOf(runs, versions);
  const placed = [
    ...events.map((event) => ({
      place: [event.receivedAt, 0, 0, 0, 0, 0, 0, 0] as Place,
      line: eventLine(event, zone),
    })),
    ...rows.flatMap((row) => {
      const text = sayRow(row, { zone, version: versions.get(versionKey(row)) });
      return text === undefined ? [] : [{ place: order(row), line: rowLine(row, text, zone) }];
    }),
  ];
  return placed.sort((a, b) => compare(a.place, b.place)).map(({ line }) => line);
}

async function eventsOf([id = '', ...mergedIds]: readonly string[], ports: EnginePorts): Promise<ContactEvent[]> {
  const asked = { since: '1970-01-01T00:00:00.000Z', atMost: MOST_EVENTS };
  const found = await Promise.all(FAMILIES.map((family) => findEvents({ id, mergedIds }, { family, ...asked }, ports)));
  return found.flat().filter(({ family, name }) => !TOLD_ELSEWHERE.has(`${family} ${name}`));
}

const versionKey = ({ definition, version }: TimelineRow): string => `${definition}:${version}`;

async function versionsOf(rows: readonly TimelineRow[], { registry }: EnginePorts): Promise<Map<string, Version>> {
  const named = new Map(rows.filter(({ version }) => version).map((row) => [versionKey(row), row]));
  const read = [...named].map(
    async ([key, { definition = '', version = '' }]) => [key, await registry.version(definition, version)] as const,
  );
  return new Map((await Promise.all(read)).flatMap(([key, version]) => (version ? [[key, version] as const] : [])));
}

/** Instant, then cause before consequence: what happened, what was agreed, then run by run as it went, along its steps. */
type Place = [
  at: string,
  phase: number,
  run: number,
  part: number,
  seq: number,
  place: number,
  node: number,
  turn: number,
];

/** Entry, way and end of a run. */
const parts: Record<string, number> = { entered: 0, 'not-entered': 0, goal: 2, ended: 2 };
const BEHIND = Number.MAX_SAFE_INTEGER;
const turns: Record<string, number> = { waiting: 0, settled: 1, goal: 2, ended: 3 };

function orderOf(runs: readonly RunRecord[], versions: Map<string, Version>): (row: TimelineRow) => Place {
  const isCalled = ({ trigger }: RunRecord) => (trigger.family === 'call' ? 1 : 0);
  const sorted = runs.toSorted((a, b) => isCalled(a) - isCalled(b) || (a.startedAt < b.startedAt ? -1 : 1));
  const place = new Map(sorted.map(({ run }, index) => [run, index]));
  const steps = new Map([...versions].map(([key, version]) => [key, writtenOrder(version)]));
  const nodeOf = (row: TimelineRow): number => steps.get(versionKey(row))?.get(row.step ?? '') ?? -1;
  return (row) => {
    const phase = row.kind === 'consent' ? 1 : 2;
    const part = parts[row.kind] ?? 1;
    const [seq, among] = part === 1 ? [row.seq ?? 0, row.place ?? BEHIND] : [0, 0];
    return [row.at, phase, place.get(row.run ?? '') ?? 0, part, seq, among, nodeOf(row), turns[row.kind] ?? 1];
  };
}

function compare(a: Place, b: Place): number {
  for (const index of a.keys()) {
    if (a[index]! !== b[index]!) return a[index]! < b[index]! ? -1 : 1;
  }
  return 0;
}

function rowLine(row: TimelineRow, text: string, zone: string): TimelineLine {
  const { at, definition, run, step, kind, outcome, reason } = row;
  return { at, local: inZoneText(at, zone), definition, run, step, kind, outcome, reason, text };
}

const sayTask = ({ step, by }: ContactEvent['data']): string => (by === undefined ? `${step}` : `${step} by ${by}`);

function eventLine({ receivedAt: at, family, name, data }: ContactEvent, zone: string): TimelineLine {
  const about = family === 'message' ? `${name} ${data.template}` : `${family} ${name}`;
  const text = [
    about,
    data.link && `(${data.link})`,
    data.machine === true && '(by a machine)',
    family === 'task' && sayTask(data),
  ]
    .filter(Boolean)
    .join(' ');
  return { at, local: inZoneText(at, zone), kind: family, outcome: family === 'message' ? name : undefined, text };
}
