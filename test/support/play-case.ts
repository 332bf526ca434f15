/** Plays one case of a scenario in a world that is being disturbed, and keeps what became of everybody in it. */
import { dailyScan } from '../../lib/engine/daily-scan.ts';
import type { EnginePorts, TimelineRow } from '../../lib/engine/ports.ts';
import { type RunRecord, refOf } from '../../lib/engine/run-record.ts';
import type { FollowUp } from '../../lib/language/ports.ts';
import { firstZone } from '../../lib/language/zones.ts';
import { laterBy, readMomentOf } from '../../lib/simulator/scenario/moments.ts';
import type { Called } from '../../lib/simulator/scenario/other-side.ts';
import { performs } from '../../lib/simulator/scenario/perform.ts';
import type { Handed } from '../../lib/simulator/scenario/provider.ts';
import type { Case, Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import type { Doing } from '../../lib/simulator/scenario/schema.ts';
import { type Stage, setStage } from '../../lib/simulator/scenario/stage.ts';
import type { CarryOut, Compiled, HandlerCall, World, WorldOptions } from '../../lib/simulator/world.ts';

export interface Disturbance {
  redeliveries?: number;
  /** A day later the daily scan comes by, for what more than one fault at once has left standing. */
  isScanned?: boolean;
  choose?: WorldOptions['choose'];
  /** Between the platform and a handler. */
  around?(call: HandlerCall, carryOut: CarryOut, world: World): Promise<unknown>;
  /** Between a form, a provider or an operator and the house; they try again when it throws. */
  outside?(ports: EnginePorts, act: (ports: EnginePorts) => Promise<unknown>): Promise<unknown>;
}

export interface Aftermath {
  runs: RunRecord[];
  rows: TimelineRow[];
  handed: Handed[];
  /** Each try of a call to another system. */
  called: Called[];
  /** By the effect of each charge that was carried out, so often. */
  charged: string[];
  followUps: FollowUp[];
  fields: Record<string, unknown>;
  segments: string[];
  /** Runs that nothing will ever bring on: neither ended nor parked, and neither an execution nor a timer sleeps for them. */
  stranded: string[];
}

/** Long enough for every retry, hold, claim and limit of what is left. */
const AFTERWARDS = '40 days';

export async function playCase(
  scenario: Scenario,
  one: Case,
  compiled: Compiled,
  disturbance: Disturbance = {},
): Promise<Aftermath> {
  const zone = firstZone(one.contacts[0]?.['time-zone'], compiled.settings.timeZone);
  const startAt = readMomentOf(scenario.start, '', zone)!;
  let world: World | undefined;
  const { around, redeliveries, choose } = disturbance;
  const stage = await setStage(compiled, one, startAt, zone, {
    redeliveries,
    choose,
    around: around && ((call, carryOut) => around(call, carryOut, world!)),
  });
  ({ world } = stage);
  for (const [index, doing] of one.do.entries()) await carryOut(doing, index, stage, disturbance);
  await world.settle();
  if (disturbance.isScanned) {
    await world.advanceTo(laterBy('1 day', world.clock.now(), zone)!);
    await dailyScan(world.ports);
  }
  await world.advanceTo(laterBy(AFTERWARDS, world.clock.now(), zone)!);
  await world.settle();
  return lookBack(stage, compiled);
}

async function carryOut(doing: Doing, index: number, stage: Stage, { outside }: Disturbance): Promise<void> {
  const { world, contacts, startAt } = stage;
  const zone = stage.zoneOf(doing.contact ?? contacts[0]!);
  if (doing.after !== undefined) await world.advanceTo(laterBy(doing.after, world.clock.now(), zone)!);
  if (doing.at !== undefined) await world.advanceTo(readMomentOf(doing.at, startAt, zone)!);
  if (doing.verb) {
    const act = (ports: EnginePorts) => {
      // Whoever tries again does so with the ids of the first time.
      let ids = 0;
      const nextId = () => `line-${index}-${++ids}`;
      return performs[doing.verb!](doing, contacts[0]!, { ...stage, nextId, world: { ...world, ports } });
    };
    await tryAgain(() => (outside ? outside(world.ports, act) : act(world.ports)));
  }
  await world.settle();
}

async function tryAgain(act: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await act();
      return;
    } catch (thrown) {
      // Nobody clicks in a message that never came.
      if ((thrown as Error).message.startsWith('Nothing called')) return;
      if (tries === 10) throw thrown;
    }
  }
}

async function lookBack({ world, contacts, handed, called, charged }: Stage, compiled: Compiled): Promise<Aftermath> {
  const { ports } = world;
  const each = async <Thing>(ask: (contact: string) => Promise<Thing>) => Promise.all(contacts.map(ask));
  const runs = (await each((contact) => ports.runs.ofContact(contact))).flat();
  const names = new Set(
    compiled.versions.flatMap(({ version }) =>
      Object.values(version.graph.steps)
        .filter(({ kind }) => kind.endsWith('-segment'))
        .map(({ head }) => String(head)),
    ),
  );
  const memberships = await each(async (contact) => {
    const inside = await Promise.all([...names].map((name) => ports.segments.has(contact, name)));
    return [...names].filter((_, index) => inside[index]).map((name) => `${contact} ${name}`);
  });
  return {
    runs,
    rows: (await each((contact) => ports.timeline.of(contact))).flat(),
    handed: [...handed],
    called: [...called],
    charged: charged.map(({ effect }) => effect),
    followUps: await ports.followUps.list(),
    fields: Object.fromEntries(await each(async (id) => [id, (await ports.contacts.get(id))?.fields] as const)),
    segments: memberships.flat(),
    stranded: runs
      .filter((run) => run.status !== 'ended' && run.status !== 'parked' && !isAsleep(run, world))
      .map((run) => `${refOf(run)} ${run.status} at ${run.wait?.step ?? run.cursor.next}`),
  };
}

const isAsleep = (run: RunRecord, { executions, ringsAt }: World) =>
  run.stretch ? ringsAt(refOf(run)) !== undefined : executions.describe(run.owner)?.status === 'RUNNING';

/** A timer rings at least once, as the bus delivers. */
export const isTimer = (call: HandlerCall): boolean => call.handler === 'timer';

export const isTask = (call: HandlerCall): boolean => call.handler === 'task';
