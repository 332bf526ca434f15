/** Lets contacts live through what happens to them, on one engine, and looks back upon it with the timeline's own readers. */
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { restartAll } from '../../lib/engine/restart-run.ts';
import { type RunRecord, refOf } from '../../lib/engine/run-record.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import type { TimelineLine } from '../../lib/language/operator-api.ts';
import { atInZone } from '../../lib/language/zones.ts';
import { timelineOf } from '../../lib/local/views/timeline.ts';
import { performs } from '../../lib/simulator/scenario/perform.ts';
import type { Handed } from '../../lib/simulator/scenario/provider.ts';
import { type Stage, setStage } from '../../lib/simulator/scenario/stage.ts';
import type { CarryOut, Compiled, HandlerCall, World, WorldOptions } from '../../lib/simulator/world.ts';
import type { Life, Move } from './generated-lives.ts';

export interface Lived {
  /** Line by line, run by run. */
  told: Record<string, TimelineLine[]>;
  handed: Handed[];
  runs: RunRecord[];
  /** When a handler was called, whatever it was for. */
  busyAt: string[];
  /** Fields, segments kept by hand, follow-ups: what stands there in the end. */
  left: unknown;
  world: World;
}

export type LiveOptions = Pick<WorldOptions, 'redeliveries' | 'choose'> & {
  /** Comes between the platform and the handlers. */
  around?(call: HandlerCall, carryOut: CarryOut, world: World): Promise<unknown>;
  /** Looks at the world after each move. */
  watch?(stage: Stage, move: Move): Promise<void>;
  /** So much time passes in the end. */
  afterwardsMs?: number;
};

export async function live(
  life: Life,
  compiled: Compiled,
  { watch, around, afterwardsMs = 0, ...options }: LiveOptions = {},
): Promise<Lived> {
  const startAt = atInZone(life.start, 'UTC')!;
  const one = { title: '', contacts: life.contacts, faults: [], do: [], expect: [] };
  const busyAt = new Set<string>();
  let world: World | undefined;
  const stage = await setStage(compiled, one, startAt, 'UTC', {
    ...options,
    around(call, carryOut) {
      if (world) busyAt.add(world.clock.now());
      return around && world ? around(call, carryOut, world) : carryOut();
    },
  });
  ({ world } = stage);
  await world.settle();
  for (const move of life.moves) {
    await world.advanceTo(laterBy(move.afterMs, world));
    await carryOut(move, stage);
    await world.settle();
    await watch?.(stage, move);
  }
  await world.advanceTo(laterBy(afterwardsMs, world));
  await world.settle();
  return { ...(await lookBack(stage)), busyAt: [...busyAt] };
}

/** Said of the definition, whoever's move it is. */
const ofAll = new Set<Move['verb']>(['pause', 'resume', 'disable']);

const laterBy = (ms: number, { clock }: World): string => new Date(Date.parse(clock.now()) + ms).toISOString();

async function carryOut({ verb, contact, line }: Move, stage: Stage): Promise<void> {
  const { segments, clock } = stage.world.ports;
  if (verb === undefined) return;
  if (verb === 'join') await segments.add(contact, String(line['join']), clock.now());
  else if (verb === 'leave') await segments.remove(contact, String(line['leave']), clock.now());
  else if (verb === 'restart') await restart(stage);
  else
    await unlessImpossible(() =>
      performs[verb]({ verb, contact: ofAll.has(verb) ? undefined : contact, line }, contact, stage),
    );
}

/** As the embedded stack does when it starts. */
async function restart({ world }: Stage): Promise<void> {
  for (const status of ['created', 'parked', 'running'] as const) await restartAll(status, world.ports);
}

/** Nobody answers a message that never came, or a question that was not asked. */
async function unlessImpossible(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    const { message } = thrown as Error;
    if (!/^Nothing called|^No run of|is not (completed|approved|rejected) but/.test(message)) throw thrown;
  }
}

async function lookBack({ world, contacts, handed }: Stage): Promise<Omit<Lived, 'busyAt'>> {
  const { ports } = world;
  const runs = (await Promise.all(contacts.map((contact) => ports.runs.ofContact(contact)))).flat();
  const told: Lived['told'] = {};
  for (const contact of contacts) {
    const own = runs.filter((run) => run.contact === contact);
    for (const line of await timelineOf([contact], 'UTC', own, ports)) {
      const whose = `${contact} ${line.run ?? ''}`;
      told[whose] = [...(told[whose] ?? []), line];
    }
  }
  return { told, handed: [...handed], runs, left: await leftOf(contacts, ports), world };
}

async function leftOf(contacts: string[], ports: EnginePorts): Promise<unknown> {
  const people = contacts.map(async (id) => {
    const isBird = await ports.segments.has(id, 'early-birds');
    const { fields, consent } = (await ports.contacts.get(id)) ?? {};
    return { id, fields, consent, isBird } as unknown as JsonMap;
  });
  const followUps = await ports.followUps.list();
  return {
    people: await Promise.all(people),
    followUps: followUps.toSorted((a, b) => (a.effectKey < b.effectKey ? -1 : 1)),
  };
}

/** Where nothing will ever bring the run on: no execution sleeps for it, and no timer rings. */
export const isStranded = (run: RunRecord, { executions, ringsAt }: World): boolean =>
  run.status !== 'ended' &&
  run.status !== 'parked' &&
  !(run.stretch ? ringsAt(refOf(run)) !== undefined : executions.describe(run.owner)?.status === 'RUNNING');
