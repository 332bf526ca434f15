import { expect, test } from 'vitest';
import type { QueueEvent } from '../../functions/middleware/queue.ts';
import { createHandler as createWakeRun } from '../../functions/wake-run.ts';
import type { BusEvent } from '../../lib/language/event.ts';
import { createLocalBus } from '../../lib/local/bus/bus.ts';
import type { BusTarget } from '../../lib/local/bus/rules.ts';
import type { Lambdas } from '../../lib/local/lambdas.ts';
import { createLocalQueues } from '../../lib/local/local-queues.ts';
import { aPlace, silent } from '../functions/ways-in.ts';

const signUp: BusEvent = {
  id: 'e-1',
  source: 'waymark',
  'detail-type': 'form',
  time: '2026-03-02T09:00:00.000Z',
  detail: { contact: 'ann', starts: true, families: ['form'], receivedAt: '2026-03-02T09:00:00.000Z' },
};

/** Each target fails as often as it is told to. */
function aBus(failures: Partial<Record<BusTarget, number>> = {}) {
  const handed: string[] = [];
  const target =
    (name: BusTarget) =>
    async ({ Records }: QueueEvent) => {
      const [record] = Records;
      handed.push(`${name} ${(JSON.parse(record!.body) as BusEvent).id}`);
      const left = failures[name] ?? 0;
      failures[name] = left - 1;
      return { batchItemFailures: left > 0 ? [{ itemIdentifier: record!.messageId }] : [] };
    };
  const bus = createLocalBus({
    enroll: target('enroll'),
    signal: target('signal'),
    watch: target('watch'),
    'provider-event': target('provider-event'),
    'wake-run': target('wake-run'),
  });
  return { bus, handed };
}

test('a form is first let in, then told to the runs that wait, event by event', async () => {
  const { bus, handed } = aBus();
  await bus.publish([signUp, { ...signUp, id: 'e-2' }]);

  expect(handed).toEqual(['enroll e-1', 'signal e-1', 'enroll e-2', 'signal e-2']);
});

test('a function that fails once is handed the event again', async () => {
  const { bus, handed } = aBus({ enroll: 1 });
  await bus.publish([signUp]);

  expect(handed).toEqual(['enroll e-1', 'enroll e-1', 'signal e-1']);
});

test('what nobody can take is not published: whoever published it keeps it', async () => {
  const { bus } = aBus({ signal: 99 });

  await expect(bus.publish([signUp])).rejects.toThrow('signal could not take the event e-1');
});

test('what nobody will ever take is put aside, given back when an operator says so, and holds up nobody', async () => {
  const { ports } = await aPlace();
  const wakeRun = createWakeRun(ports, silent) as unknown as Lambdas['wakeRun'];
  const queues = createLocalQueues(() => ({ wakeRun: (event) => wakeRun(event) }) as Lambdas);
  const putAside = () => ports.deadLetters.list({ atMost: 9 });

  await queues.put('wake-run', '{"broken": true}');
  const [letter] = await putAside();
  expect(letter).toMatchObject({ function: 'wake-run', message: '{"broken": true}', cause: 'bad-input' });
  await queues.put('wake-run', JSON.stringify({ source: 'aws.states', detail: { name: 'ann.r1' } }));
  expect(await putAside()).toEqual([letter]);
  await expect(queues.put('run-step', '{}')).rejects.toThrow('run-step takes nothing from a queue.');
});
