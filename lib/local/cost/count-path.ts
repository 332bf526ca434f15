/** Walks contacts down one path and counts what it takes: first one who warms everything up, then those who count. */

import { compileMachine } from '../../compiler/version.ts';
import { ingest } from '../../engine/ingest.ts';
import { channelKinds } from '../../language/channels/index.ts';
import type { Contact } from '../../language/contact.ts';
import type { Json } from '../../language/json.ts';
import type { Settings } from '../../language/project.ts';
import type { Version } from '../../language/version.ts';
import { nextTimeOfDay } from '../../language/wall-time.ts';
import { firstZone } from '../../language/zones.ts';
import { type Counts, weighed } from '../../simulator/cost/counts.ts';
import { forcedInto, happening, START } from '../../simulator/cost/forced.ts';
import type { Path } from '../../simulator/cost/paths.ts';
import type { Compiled } from '../../simulator/world.ts';
import { createMeteredWorld, type MeteredWorld } from './metered-world.ts';

export interface Counted {
  /** What one run takes. */
  run: Counts;
  /** What it takes besides until its event is heard: the door, the stream, the bus. */
  events: Counts;
  /** How it ended: `stop finished`. */
  end: string;
  days: number;
}

/** Together, as they would come: the stream hands over their changes in batches. */
const TOGETHER = 10;
const MOST_TURNS = 20_000;
const HOUR_MS = 3_600_000;

export async function countPath(
  path: Path,
  { version, compiled }: { version: Version; compiled: Compiled },
): Promise<Counted> {
  const forced = forcedInto(path, version);
  const versions = compiled.versions.map((one) =>
    one.version.name === version.name ? { version: forced, ...compileMachine(forced) } : one,
  );
  const zone = firstZone(compiled.settings.timeZone);
  const startAt = nextTimeOfDay('2026-03-02T00:00:00.000Z', '10:00', zone);
  const world = await createMeteredWorld({ ...compiled, versions }, startAt);
  await walk(world, forced, ['counted0'], compiled.settings, zone);
  // Both begin on a Monday at ten, whatever the first has come to.
  const before = nextTimeOfDay(world.clock.now(), '10:00', zone, ['mon']);
  await world.advanceTo(before);
  world.reset();
  const people = Array.from({ length: TOGETHER }, (_, index) => `counted${index + 1}`);
  const ends = await walk(world, forced, people, compiled.settings, zone);
  const { runs, events } = world.counts();
  const each = (counts: Counts) => weighed([{ counts, share: 1 / TOGETHER }]);
  const days = (Date.parse(world.clock.now()) - Date.parse(before)) / (24 * HOUR_MS);
  return { run: each(runs), events: each(events), end: ends[0]!, days };
}

async function walk(
  world: MeteredWorld,
  version: Version,
  people: string[],
  settings: Settings,
  zone: string,
): Promise<string[]> {
  const { outside: ports, clock } = world;
  for (const id of people) await ports.contacts.create(aContact(id, settings, zone, clock.now()));
  for (const id of people) await ports.contacts.claim({ kind: 'userId', value: id }, id);
  await world.settle();
  world.reset();
  for (const id of people) await happens(world, id, START);
  await world.settle();
  const heard = new Set<string>();
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const runs = (await Promise.all(people.map((id) => ports.runs.ofContact(id)))).flat();
    const own = runs.filter(({ definition }) => definition === version.name);
    if (own.length >= people.length && runs.every(({ status }) => status === 'ended'))
      return own.map(({ end }) => `${end?.how} ${end?.reason}`);
    const waiting = own.filter(({ wait }) => wait && isAwaited(version, wait.step));
    const untold = waiting.filter(({ run, visits, wait }) => !heard.has(`${run} ${wait!.step} ${visits[wait!.step]}`));
    if (untold.length > 0) {
      const soon = new Date(Date.parse(clock.now()) + HOUR_MS).toISOString();
      const limit = untold.map(({ wait }) => wait!.due).sort()[0]!;
      await world.advanceTo(soon < limit ? soon : clock.now());
      for (const { run, contact, visits, wait } of untold) {
        heard.add(`${run} ${wait!.step} ${visits[wait!.step]}`);
        await happens(world, contact, happening(wait!.step));
      }
      await world.settle();
      continue;
    }
    const due = clock.nextDue();
    if (due === undefined) break;
    await world.advanceTo(due);
    await world.settle();
  }
  throw new Error(`Nobody gets to the end of ${version.name} on this path.`);
}

const isAwaited = ({ graph }: Version, node: string): boolean => {
  const waits = graph.nodes[node];
  return waits?.does === 'wait-for' && waits.families.includes(`event:${happening(node)}`);
};

const happens = ({ outside }: MeteredWorld, id: string, name: string) =>
  ingest(
    {
      messageId: `${id} ${name} ${outside.clock.now()}`,
      family: 'event',
      name,
      identities: [{ kind: 'userId', value: id }],
      data: {},
    },
    outside,
  );

/** Somebody whom every message may reach, and of whom everything is known. */
function aContact(id: string, { topics = {}, contact = {} }: Settings, timeZone: string, now: string): Contact {
  const later = new Date(Date.parse(now) + 30 * 24 * HOUR_MS).toISOString();
  const values: Record<string, Json> = {
    text: 'something',
    number: 1,
    'yes-no': true,
    date: later.slice(0, 10),
    moment: later,
  };
  const fields = Object.fromEntries(
    Object.entries(contact).map(([name, type]) => [name, typeof type === 'string' ? values[type]! : type.choices[0]!]),
  );
  const choice = { state: 'in' as const, at: now, source: 'counted' };
  const everyChannel = Object.fromEntries(Object.keys(channelKinds).map((channel) => [channel, choice]));
  return {
    id,
    status: 'live',
    fields: { ...fields, email: `${id}@example.com`, phone: '+12125550123', timeZone },
    consent: Object.fromEntries(Object.keys(topics).map((topic) => [topic, everyChannel])),
    createdAt: now,
    rev: 0,
  };
}
