/** A life that stands still again and again, and what lies in the table each time: tomorrow's code has to take it on from there. */
import type { Image } from '../../functions/aws/item.ts';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import { startExecution } from '../../lib/engine/start-run.ts';
import { restsUntil, setTimer } from '../../lib/engine/stretch.ts';
import type { Compiled } from '../../lib/simulator/world.ts';
import { aWorld, type SmallWorld } from './a-world.ts';
import type { Database } from './database.ts';
import { aJourney } from './project.ts';
import { tableStore } from './table-store.ts';

export interface Moment {
  title: string;
  at: string;
  items: Image[];
  /** How many messages had left by then. */
  sent: number;
}

export interface InFlight {
  /** As it was published then, machines and all. */
  compiled: Compiled;
  moments: Moment[];
  /** What the whole life comes to. */
  told: string[];
  sent: number;
}

export const steps = `- send-email: hello
- wait: 2 days
- wait-for: { event: paid }
  up-to: 10 days
  then:
    - update: contact
      set: { plan: gold }
  else:
    - stop: never-paid
- repeat: 3 times
  every: 1 day
  steps:
    - send-email: nudge
- run-workflow: check-in
  until-done: true
- send-sms: offer
- wait-for: { field: plan, is: silver }
  id: silver
  up-to: 20 days
- stop: done`;

const workflow = `workflow: check-in
purpose: Example
owner: owner@example.com
steps:
  - wait: 4 hours
  - send-email: checked
    class: transactional
  - stop: checked
`;

export const given = {
  head: `when:\n  - event: thing.happened\nexit:\n  left: { event: left }\ngoals:\n  bought: { event: bought, by: 90 days }\n`,
  files: {
    'workflows/check-in.yaml': workflow,
    'templates/checked.email.mjml': aJourney('- send-email: x')['templates/x.email.mjml']!,
  },
};

/** What happens, and where the contact then stands. */
export const life: [title: string, happens: (world: SmallWorld) => Promise<unknown>][] = [
  ['waits for two days', (world) => world.happens('thing.happened', { id: 'began-1' })],
  ['waits for a payment', (world) => world.later('3 days')],
  ['is frozen while it waits', (world) => world.operator('paused')],
  [
    'stands in a loop',
    async (world) => {
      await world.operator('live');
      await world.happens('paid', { id: 'paid-1' });
    },
  ],
  ['stands in the second round of a loop', (world) => world.later('1 day')],
  ['waits for a workflow, at night', (world) => world.later('2 days 15 hours')],
  ['is held until texts are lawful', (world) => world.later('5 hours')],
  ['waits for a field, which time alone may end', (world) => world.later('1 day')],
  [
    'is frozen over its limit',
    async (world) => {
      await setDefinitionState('example', 'paused', world.ports);
      await world.later('30 days');
    },
  ],
  [
    'is done',
    async (world) => {
      await world.operator('live');
      await world.later('1 day');
    },
  ],
];

export async function record(database: Database): Promise<InFlight> {
  const table = await tableStore(database);
  const world = await aWorld(steps, { ...given, options: { store: table.store } });
  const moments: Moment[] = [];
  for (const [title, happens] of life) {
    await happens(world);
    moments.push({
      title,
      at: world.clock.now(),
      items: (await table.items()).filter(({ type }) => type?.S !== 'chunk'),
      sent: world.sent.length,
    });
  }
  const { compiled } = world;
  return { compiled, moments, told: await world.told(), sent: world.sent.length };
}

/** Lives on from a moment: executions stand where their records say, timers are set as they were. */
export async function liveOn(
  { compiled, moments }: InFlight,
  moment: Moment,
  database: Database,
): Promise<{ told: string[]; sent: number; open: number }> {
  const table = await tableStore(database, moment.items);
  const world = await aWorld(steps, {
    ...given,
    compiled,
    startAt: moment.at,
    isThere: true,
    options: { store: table.store },
  });
  for (const run of await world.runs()) {
    if (run.status !== 'running' && run.status !== 'created') continue;
    const machine = await world.ports.registry.machineOf(run.definition, run.version);
    if (!run.stretch) await startExecution(run, machine!, world.ports);
    else await setTimer(run, restsUntil(run) ?? moment.at, world.ports);
  }
  await world.settle();
  for (const [, happens] of life.slice(moments.indexOf(moment) + 1)) await happens(world);
  return { told: await world.told(), sent: moment.sent + world.sent.length, open: world.executions.open() };
}
