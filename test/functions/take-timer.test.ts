/** What the scheduler rings, taken from its queue: each run by itself, and one that cannot be read holds up nobody. */
import { expect, test } from 'vitest';
import { createLog } from '../../functions/middleware/log.ts';
import type { QueueAnswer, QueueEvent } from '../../functions/middleware/queue.ts';
import { createHandler } from '../../functions/take-timer.ts';
import { projectOnEngine } from '../../lib/compiler/project.ts';
import { ingest } from '../../lib/engine/ingest.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import { createMemorySenders, type SentMessage } from '../../lib/simulator/ports/senders.ts';
import { createWorld, type World } from '../../lib/simulator/world.ts';
import { addContact, ann } from '../support/a-world.ts';
import { aJourney, compileFiles } from '../support/project.ts';
import { at, monday } from '../support/records.ts';

const silent = createLog('error', () => {});

/** Ann waits a day for her mail; timers ring into the queue, as the scheduler's do. */
async function annWaits(take: (world: World, run: string) => Promise<unknown>) {
  const sent: SentMessage[] = [];
  const compiled = projectOnEngine(await compileFiles(aJourney('- wait: 1 day\n- send-email: hello')), 'express');
  const world: World = await createWorld(compiled, {
    startAt: monday,
    senders: createMemorySenders({ onMessage: (message) => void sent.push(message) }),
    around: (call, carryOut) => (call.handler === 'timer' ? take(world, call.run) : carryOut()),
  });
  await addContact(ann(), world.ports);
  const identities = [{ kind: 'userId' as const, value: 'ann' }];
  await ingest({ messageId: 'm-1', family: 'event', name: 'thing.happened', identities, data: {} }, world.ports);
  await world.settle();
  return { world, sent };
}

const ring = (...bodies: unknown[]): QueueEvent => ({
  Records: bodies.map((body, place) => ({ messageId: `ring-${place}`, body: JSON.stringify(body) })),
});
const take = (handler: unknown, event: QueueEvent) =>
  (handler as (event: QueueEvent, context: object) => Promise<QueueAnswer>)(event, {});

test('brings a run on when its time has come', async () => {
  const { world, sent } = await annWaits(({ ports }, run) => take(createHandler(ports, silent), ring({ run })));
  await world.advanceTo(at(86_400));
  expect(sent).toHaveLength(1);
});

const putAside = async ({ ports }: World) => (await ports.deadLetters.list({ atMost: 9 })).map(({ id }) => id);

test('puts aside what cannot be read, and takes the others', async () => {
  const { world } = await annWaits(async () => undefined);
  const [run] = await world.ports.runs.ofContact('ann');
  const handler = createHandler(world.ports, silent);
  const event = ring({ run: refOf(run!) }, { run: 'no run' }, { nothing: true }, { run: 'ann.gone' });
  expect((await take(handler, event)).batchItemFailures).toEqual([]);
  expect(await putAside(world)).toEqual(['ring-1', 'ring-2']);
});

test('looks at a contact who is watched as well, and clears the timer that has rung', async () => {
  const head = 'when: [{ inactive: order.paid, for: 2 days }]\n';
  const compiled = await compileFiles(aJourney('- send-email: hello', { head }));
  const sent: SentMessage[] = [];
  const world: World = await createWorld(compiled, {
    startAt: monday,
    senders: createMemorySenders({ onMessage: (message) => void sent.push(message) }),
    around: (call, carryOut) =>
      call.handler === 'ring' ? take(createHandler(world.ports, silent), ring(call.ring)) : carryOut(),
  });
  await addContact(ann(), world.ports);
  await world.advanceTo(at(3 * 86_400));
  expect(sent).toHaveLength(1);

  const handler = createHandler(world.ports, silent);
  const rings = ring({ watch: 'ann', at: at(9) }, { watch: 'no one', at: at(9) }, { watch: 'ann', at: '' });
  expect((await take(handler, rings)).batchItemFailures).toEqual([]);
  expect(await putAside(world)).toEqual(['ring-1', 'ring-2']);
});
