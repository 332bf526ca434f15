/** Steps that tell other systems: each visit under one id, however often it is tried, and no longer than it is of use. */
import { describe, expect, test } from 'vitest';
import type { CallAnswer, OutgoingCall } from '../../lib/engine/ports.ts';
import { redriveRun } from '../../lib/engine/redrive.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import { takeOrder } from '../../lib/engine/take-order.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { createMemoryWebhooks } from '../../lib/simulator/ports/webhooks.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { settingsFile } from '../support/project.ts';
import { at } from '../support/records.ts';

type Tried = Pick<OutgoingCall, 'effect' | 'url'> & { body: unknown; at: string };

const tell =
  '- call-webhook: https://erp.example.com/orders?tenant=7\n  id: tell\n  body: { order: { from: event.orderId } }';
const says = (status: number, more: Partial<Extract<CallAnswer, { answer: 'answered' }>> = {}): CallAnswer => ({
  answer: 'answered',
  status,
  ...more,
});

/** What is said to the first try, to the second, and then to all others. */
async function aWorkflow(steps: string, answers: CallAnswer[] = [says(200)]) {
  const tried: Tried[] = [];
  const world: SmallWorld = await aWorld('- stop: done', {
    options: {
      store: ({ clock }) => ({
        webhooks: createMemoryWebhooks({
          answer: () => answers[Math.min(tried.length, answers.length - 1)],
          onCall: ({ effect, url, body }) => void tried.push({ effect, url, body: JSON.parse(body), at: clock.now() }),
        }),
      }),
    },
    files: {
      'waymark.yaml': `${settingsFile}webhook-sources: [shop]\n`,
      'workflows/work.yaml': `workflow: work
purpose: Others are told
owner: owner@example.com
when:
  - event: order.placed
per: event.orderId
steps:
${steps.replaceAll(/^/gm, '  ')}
`,
    },
  });
  const places = (orderId: string) => world.happens('order.placed', { data: { orderId } });
  return { world, tried, places };
}

let ids = 0;
const orders = async ({ ports }: SmallWorld, order: Order) =>
  (await takeOrder({ id: `webhook-order-${++ids}`, by: 'lee', order }, ports)).result;

describe('a call to another system', () => {
  test('is tried ten times in three days, each time under the same id, and then is recorded as failed', async () => {
    const { world, tried, places } = await aWorkflow(tell, [
      says(500),
      says(404),
      { answer: 'unanswered', reason: 'too-slow' },
    ]);
    await places('A');
    await world.later('5 days');
    const seconds = [0, 5, 305, 2105, 9305, 27305, 63305, 113705, 185705, 272105];
    expect(tried.map((one) => one.at)).toEqual(seconds.map(at));
    expect(new Set(tried.map(({ effect }) => effect)).size).toBe(1);
    expect(await world.told()).toEqual(['tell failed too-slow', 'ended error error:tell']);
  });

  test('says why it has not got through while it is still being tried', async () => {
    const { world, places } = await aWorkflow(tell, [says(503)]);
    await places('A');
    await world.later('1 hour');
    expect((await world.run()).held).toMatchObject({ reason: 'status-503', attempts: 4 });
  });

  test('waits as long as it is asked to, and a day at most', async () => {
    const asks = (retryAfterSeconds: number) => says(429, { retryAfterSeconds });
    const { world, tried, places } = await aWorkflow(tell, [asks(60), asks(1_000_000), says(200)]);
    await places('A');
    await world.later('5 days');
    expect(tried.map((one) => one.at)).toEqual([0, 60, 60 + 86_400].map(at));
  });

  test('has another id at each visit, and at each run', async () => {
    const rounds = `- repeat: 2 times\n  every: 1 day\n  steps:\n${tell.replaceAll(/^/gm, '    ')}`;
    const { world, tried, places } = await aWorkflow(rounds);
    await places('A');
    await places('B');
    await world.later('3 days');
    expect(tried).toHaveLength(4);
    expect(new Set(tried.map(({ effect }) => effect)).size).toBe(4);
  });

  test('driven on by hand after its last try has the id that it had', async () => {
    const { world, tried, places } = await aWorkflow(tell, [...Array<CallAnswer>(10).fill(says(500)), says(200)]);
    await places('A');
    await world.later('5 days');
    await redriveRun(refOf(await world.run()), { by: 'lee' }, world.ports);
    await world.settle();
    expect(tried).toHaveLength(11);
    expect(new Set(tried.map(({ effect }) => effect)).size).toBe(1);
    expect((await world.run()).end).toMatchObject({ how: 'finished' });
  });

  test('is not made in a pause, and made at the resume', async () => {
    const { world, tried, places } = await aWorkflow(tell, [says(500), says(200)]);
    await orders(world, { does: 'pause', whose: { definition: 'work' } });
    await places('A');
    await world.later('1 day');
    expect(tried).toEqual([]);
    await orders(world, { does: 'resume', whose: { definition: 'work' } });
    await world.later('1 hour');
    expect(tried).toHaveLength(2);
  });

  test('stands alone in its Task: what comes before and after is done in others', async () => {
    const { world } = await aWorkflow(
      `- update: contact\n  set: { plan: a }\n${tell}\n- update: contact\n  id: then\n  set: { plan: b }\n- update: contact\n  id: last\n  set: { plan: c }`,
    );
    const { machine } = world.compiled.versions.find(({ version }) => version.name === 'work')!;
    expect(Object.keys(machine.States).filter((name) => /tell|then|update/.test(name))).toEqual([
      'update-contact',
      'tell',
      'then + 1',
    ]);
  });

  test.each([
    {
      case: 'JSON',
      said: { body: '{"id":7}', isJson: true },
      output: { status: 200, body: { id: 7 } },
      told: 'tell answered',
    },
    { case: 'words', said: { body: 'thanks' }, output: { status: 200, body: 'thanks' }, told: 'tell answered' },
    { case: 'nothing', said: { body: '', isJson: true }, output: { status: 200 }, told: 'tell answered' },
    {
      case: 'JSON that is none',
      said: { body: '{', isJson: true },
      output: { status: 200 },
      told: 'tell answered answer-not-json',
    },
    {
      case: 'a well without a bottom',
      said: { body: '['.repeat(4_000) + ']'.repeat(4_000), isJson: true },
      output: { status: 200 },
      told: 'tell answered answer-too-deep',
    },
    {
      case: 'too much',
      said: { unread: 'answer-too-long' },
      output: { status: 200 },
      told: 'tell answered answer-too-long',
    },
  ])('answered with $case keeps what is of use, and says what is not', async ({ said, output, told }) => {
    const { world, places } = await aWorkflow(tell, [says(200, said)]);
    await places('A');
    expect((await world.run()).outputs.tell).toEqual(output);
    expect((await world.told())[0]).toBe(told);
  });

  test('tells of itself with the host alone: neither a query nor a body is kept', async () => {
    const { world, places } = await aWorkflow(tell, [says(201, { body: '{"secret":"x"}', isJson: true })]);
    await places('A');
    const [row] = (await world.rows()).filter(({ step, kind }) => step === 'tell' && kind === 'step');
    expect(row?.detail).toBe('erp.example.com 201');
  });

  test.each([
    {
      case: 'with more than 20 kB to say',
      body: '{ all: "{{ event.text }}" }',
      answer: says(200),
      reason: 'body-too-large',
      times: 0,
    },
    {
      case: 'that leads into a house',
      body: '{}',
      answer: { answer: 'refused', reason: 'address-not-public' } as const,
      reason: 'address-not-public',
      times: 1,
    },
  ])('$case fails at once', async ({ body, answer, reason, times }) => {
    const { world, tried } = await aWorkflow(
      `- call-webhook: https://erp.example.com/orders\n  id: tell\n  body: ${body}`,
      [answer],
    );
    await world.happens('order.placed', { data: { orderId: 'A', text: 'x'.repeat(20_000) } });
    expect(tried).toHaveLength(times);
    expect(await world.told()).toEqual([`tell failed ${reason}`, 'ended error error:tell']);
  });
});

describe('an endpoint that is gone', () => {
  test('is called by nobody until an operator opens it; others are', async () => {
    const elsewhere = tell.replace('orders', 'others').replace('id: tell', 'id: other');
    const { world, tried, places } = await aWorkflow(`${tell}\n  on-error: continue\n${elsewhere}`, [
      says(410),
      says(200),
    ]);
    await places('A');
    await places('B');
    await world.later('5 days');
    expect(tried.map(({ url }) => new URL(url).pathname)).toEqual(['/orders', '/others', '/others']);
    expect((await world.told()).filter((line) => line.startsWith('tell'))).toEqual([
      'tell failed endpoint-gone',
      'tell failed endpoint-gone',
    ]);

    const opened = await orders(world, { does: 'open-webhook', url: 'https://erp.example.com/orders?tenant=8' });
    expect(opened).toEqual({ endpoint: 'https://erp.example.com/orders' });
    await places('C');
    expect(tried.map(({ url }) => new URL(url).pathname).slice(3)).toEqual(['/orders', '/others']);
    expect((await orders(world, { does: 'audit' })).entries).toMatchObject([
      { did: 'open-webhook', by: 'lee', result: { endpoint: 'https://erp.example.com/orders' } },
    ]);
  });

  test('named wrongly is told to whoever wants to open it', async () => {
    const { world } = await aWorkflow(tell);
    await expect(orders(world, { does: 'open-webhook', url: 'erp' })).rejects.toMatchObject({ code: 'no-address' });
  });
});

test('a secret is shown to an operator, and the book says who asked, not what was shown', async () => {
  const { world } = await aWorkflow(tell);
  const { secret } = await orders(world, { does: 'webhook-secret', of: 'shop' });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await orders(world, { does: 'webhook-secret', of: 'https://erp.example.com/orders' })).not.toEqual({ secret });
  const { entries } = await orders(world, { does: 'audit' });
  expect(entries).toMatchObject([
    { did: 'webhook-secret', by: 'lee', result: { of: 'https://erp.example.com/orders' } },
    { did: 'webhook-secret', by: 'lee', result: { of: 'shop' } },
  ]);
  expect(JSON.stringify(entries)).not.toContain('whsec');
});
