/** What comes over queues: each message by itself, as often as it comes, and one that cannot be read holds up nobody. */
import { beforeEach, describe, expect, test } from 'vitest';
import { effectTag } from '../../functions/aws/effect-tag.ts';
import { createHandler as createEnroll } from '../../functions/enroll.ts';
import type { Log } from '../../functions/middleware/log.ts';
import { GIVEN_UP, LAST_TRY, type QueueAnswer, type QueueEvent, queueEvent } from '../../functions/middleware/queue.ts';
import { createHandler as createProviderEvent } from '../../functions/provider-event.ts';
import { createHandler as createSignal } from '../../functions/signal.ts';
import { createHandler as createWakeRun } from '../../functions/wake-run.ts';
import { createHandler as createWatch } from '../../functions/watch.ts';
import type { BusEvent } from '../../lib/language/event.ts';
import { aClaim, aContact, aRun, at, monday } from '../support/records.ts';
import { aPlace, type Place, silent } from './ways-in.ts';

let place: Place;
beforeEach(async () => {
  place = await aPlace();
});

const busEvent = (said: Partial<BusEvent> = {}): BusEvent => ({
  id: 'e-1',
  source: 'waymark',
  'detail-type': 'event',
  time: monday,
  detail: { contact: 'ann', event: 'm-1', family: 'event', families: ['event', 'event:x'], receivedAt: monday },
  ...said,
});
const take = (handler: unknown, event: QueueEvent) =>
  (handler as (event: QueueEvent, context: object) => Promise<QueueAnswer>)(event, {});
const failed = ({ batchItemFailures }: QueueAnswer) => batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe.each([
  ['enroll', createEnroll],
  ['signal', createSignal],
  ['watch', createWatch],
])('%s', (name, create) => {
  test('takes what the bus delivers, twice as well as once', async () => {
    const handler = create(place.ports, silent);
    expect(failed(await take(handler, queueEvent(busEvent(), busEvent())))).toEqual([]);
  });

  test.each<[string, string]>([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['no contact', JSON.stringify({ ...busEvent(), detail: { families: [], receivedAt: monday } })],
  ])('puts aside at once a message that holds %s, with its cause, and nothing else', async (_, body) => {
    const lines: unknown[] = [];
    const log: Log = (level, message, facts) => lines.push({ level, message, ...facts });
    const event = queueEvent(busEvent({ id: 'good' }));
    event.Records.push({ messageId: 'bad', body });
    expect(failed(await take(create(place.ports, log), event))).toEqual([]);
    expect(await place.ports.deadLetters.list({ atMost: 9 })).toEqual([
      { id: 'bad', function: name, message: body, cause: 'bad-input', at: place.clock.now() },
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ level: 'error', message: GIVEN_UP, id: 'bad' }));
  });

  test('gives back what it can neither take nor keep', async () => {
    const deadLetters = { ...place.ports.deadLetters, keep: () => Promise.reject(new Error('down')) };
    const event = { Records: [{ messageId: 'bad', body: '{' }] };
    expect(failed(await take(create({ ...place.ports, deadLetters }, silent), event))).toEqual(['bad']);
  });

  test('gives back what failed, to come again', async () => {
    const broken = {
      ...place.ports,
      registry: {
        ...place.ports.registry,
        triggers: () => Promise.reject(new Error('down')),
        listeners: () => Promise.reject(new Error('down')),
      },
      runs: { ...place.ports.runs, ofContact: () => Promise.reject(new Error('down')) },
    };
    await place.ports.events.put({
      id: 'm-1',
      family: 'event',
      name: 'x',
      contact: 'ann',
      at: monday,
      receivedAt: monday,
      data: {},
    });
    expect(failed(await take(create(broken, silent), queueEvent(busEvent())))).toEqual(['e-1']);
    expect(await place.ports.deadLetters.list({ atMost: 9 })).toEqual([]);
    // Until the queue itself would give it up.
    const last = queueEvent(busEvent());
    last.Records[0]!.attributes = { ApproximateReceiveCount: String(LAST_TRY) };
    expect(failed(await take(create(broken, silent), last))).toEqual([]);
    expect(await place.ports.deadLetters.list({ atMost: 9 })).toMatchObject([{ function: name, cause: 'Error' }]);
  });
});

describe('provider-event', () => {
  const clicked = (effect = 'ann.r1.k1') => ({
    id: 'ses-1',
    source: 'aws.ses',
    time: at(60),
    detail: {
      eventType: 'Click',
      mail: { messageId: 'ses-m', timestamp: at(1), tags: { 'waymark-effect': [effectTag(effect)] } },
      click: { timestamp: at(60), link: 'https://acme.example/' },
    },
  });
  const eventsOfAnn = () => place.ports.events.find('ann', { family: 'message', since: '0', atMost: 9 });

  test('settles a send that nobody knew of, and tells of it once', async () => {
    await place.ports.contacts.create(aContact());
    await place.ports.timeline.write(aClaim({ state: 'UNKNOWN' }));
    const handler = createProviderEvent(place.ports, silent);
    for (let time = 1; time <= 3; time++) expect(failed(await take(handler, queueEvent(clicked())))).toEqual([]);
    expect((await place.ports.timeline.get('ann', 'k1'))?.claim).toMatchObject({ state: 'SENT', providerId: 'ses-m' });
    expect(await eventsOfAnn()).toMatchObject([
      { name: 'clicked', data: { link: 'https://acme.example/', machine: false } },
    ]);
  });

  test.each([
    ['of somebody else', 'bob.r9.k9'],
    ['without our tag', ''],
  ])('passes over an event %s', async (_, effect) => {
    await place.ports.timeline.write(aClaim({ state: 'UNKNOWN' }));
    expect(failed(await take(createProviderEvent(place.ports, silent), queueEvent(clicked(effect))))).toEqual([]);
    expect((await place.ports.timeline.get('ann', 'k1'))?.claim?.state).toBe('UNKNOWN');
    expect(await eventsOfAnn()).toEqual([]);
  });
});

describe('wake-run', () => {
  const failure = (name: string) => ({ id: 'f-1', source: 'aws.states', detail: { name, status: 'FAILED' } });
  const started: unknown[] = [];

  async function wake(name: string, said: Parameters<typeof aRun>[0] = {}) {
    started.length = 0;
    const registry = { ...place.ports.registry, machineOf: async () => 'machine-1' };
    const executions = {
      ...place.ports.executions,
      async start(one: unknown) {
        started.push(one);
        return 'started' as const;
      },
    };
    await place.ports.runs.create(aRun({ seq: 4, owner: 'ann.r1.4', ...said }));
    const handler = createWakeRun({ ...place.ports, registry, executions }, silent);
    expect(failed(await take(handler, queueEvent(failure(name))))).toEqual([]);
  }

  test('gives a run whose execution broke another one', async () => {
    await wake('ann.r1.4');
    expect(started).toMatchObject([{ name: 'ann.r1.5', machine: 'machine-1' }]);
    expect(await place.ports.runs.get('ann.r1')).toMatchObject({ seq: 5, owner: 'ann.r1.5', status: 'running' });
  });

  test.each<[string, string, Parameters<typeof aRun>[0]]>([
    ['that another execution owns and has moved by now', 'ann.r1.2', { seq: 5 }],
    ['that has ended', 'ann.r1.4', { status: 'ended' }],
    ['that an operator has paused', 'ann.r1.4', { status: 'parked', owner: '' }],
    ['that nobody knows', 'bob.r1.4', {}],
  ])('leaves alone a run %s', async (_, name, said) => {
    await wake(name, said);
    expect(started).toEqual([]);
  });
});
