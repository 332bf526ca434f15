/** The handlers that a machine's Tasks call: a whole journey goes through them, and what goes wrong is told as a name and a code. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createHandler as createEnroll } from '../../functions/enroll.ts';
import { createLog, type Log } from '../../functions/middleware/log.ts';
import { queueEvent } from '../../functions/middleware/queue.ts';
import { withToldAnswers } from '../../functions/middleware/told-answers.ts';
import { createHandler as createRunStep } from '../../functions/run-step.ts';
import { createHandler as createSendEmail } from '../../functions/send-email.ts';
import { createHandler as createSendSms } from '../../functions/send-sms.ts';
import { createHandler as createSignal } from '../../functions/signal.ts';
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { ingest } from '../../lib/engine/ingest.ts';
import type { ProviderAnswer } from '../../lib/engine/ports.ts';
import { RetryableError, TerminalError } from '../../lib/language/errors.ts';
import { createMemorySenders, type SentMessage } from '../../lib/simulator/ports/senders.ts';
import { createWorld, type World } from '../../lib/simulator/world.ts';
import { aJourney, compileFiles } from '../support/project.ts';
import { at, monday } from '../support/records.ts';

let project: CompiledProject;

beforeAll(async () => {
  const steps =
    '- send-email: welcome\n- wait: 1 day\n- send-sms: nudge\n  class: transactional\n- wait-for: { event: order.paid }\n  up-to: 2 days\n- update: contact\n  set: { plan: asked }';
  project = await compileFiles(aJourney(steps));
});

interface Played {
  world: World;
  sent: SentMessage[];
  lines: Record<string, unknown>[];
}

/** Each Task goes to the function that the machine names, each bus event through the queues. */
async function play(): Promise<Played> {
  const sent: SentMessage[] = [];
  const lines: Record<string, unknown>[] = [];
  const log: Log = createLog('debug', (line) => lines.push(JSON.parse(line)));
  const byStep: Record<string, 'send-email' | 'send-sms'> = {
    'send-email-welcome': 'send-email',
    'send-sms-nudge': 'send-sms',
  };
  const request = { awsRequestId: 'req-1' } as never;
  const world: World = await createWorld(project, {
    startAt: monday,
    senders: createMemorySenders({ onMessage: (message) => sent.push(message) }),
    async around(call, carryOut) {
      const { ports } = world;
      switch (call.handler) {
        case 'task': {
          const { task } = call;
          const name = byStep[task.does === 'work' ? task.step : ''] ?? 'run-step';
          return { 'run-step': createRunStep, 'send-email': createSendEmail, 'send-sms': createSendSms }[name](
            ports,
            log,
          )(task, request);
        }
        case 'enroll':
          return createEnroll(ports, log)(queueEvent(call.event), request);
        case 'signal':
          return createSignal(ports, log)(queueEvent(call.event), request);
        default:
          return carryOut();
      }
    },
  });
  const consent = [{ topic: 'news', channel: 'email', state: 'in' as const, source: 'import' }];
  const traits = { email: 'canary@example.com', phone: '+33612345678', timeZone: 'UTC' };
  const identities = [{ kind: 'userId' as const, value: 'u-1' }];
  await ingest(
    { messageId: 'm-1', family: 'event', name: 'thing.happened', identities, traits, consent, data: {} },
    world.ports,
  );
  await world.settle();
  return { world, sent, lines };
}

describe('a journey', () => {
  test('goes through the handlers from its first step to its last', async () => {
    const { world, sent } = await play();
    await world.advanceTo(at(5 * 86_400));

    expect(sent.map(({ channel, to }) => `${channel} ${to}`)).toEqual(['email canary@example.com', 'sms +33612345678']);
    const [contact] = await world.ports.contacts.list({ limit: 1 });
    expect(contact?.fields.plan).toBe('asked');
    expect((await world.ports.runs.ofContact(contact!.id)).map(({ status }) => status)).toEqual(['ended']);
  });

  test('logs each Task with its run and request, and nothing of the contact', async () => {
    const { world, lines } = await play();
    await world.advanceTo(at(5 * 86_400));

    const [contact] = await world.ports.contacts.list({ limit: 1 });
    const line = lines.find((one) => one.function === 'send-email' && one.message === 'done');
    expect(line).toMatchObject({ level: 'info', request: 'req-1', does: 'work', message: 'done' });
    expect(line?.run).toContain(contact!.id);
    // Nobody waits for anything here, so no signal is brought to anybody.
    const functions = ['enroll', 'run-step', 'send-email', 'send-sms'];
    expect(new Set(lines.map((one) => one.function))).toEqual(new Set(functions));
    expect(JSON.stringify(lines)).not.toMatch(/canary|336123/);
  });
});

describe('what a provider answers', () => {
  const answered = async (send: () => Promise<ProviderAnswer>) => {
    const { world } = await play();
    const lines: Record<string, unknown>[] = [];
    const log = createLog('debug', (line) => lines.push(JSON.parse(line)));
    const { senders } = withToldAnswers(
      { ...world.ports, senders: { email: { send }, sms: { ...world.ports.senders.sms, send } } },
      'send-email',
      log,
    );
    await senders.email.send({ effect: 'ann.r1.k1', to: 'canary@example.com' } as never).catch(() => {});
    expect(JSON.stringify(lines)).not.toContain('canary');
    return lines[0];
  };

  test.each<[string, () => Promise<ProviderAnswer>, object]>([
    ['a yes', async () => ({ answer: 'accepted', providerId: 'p' }), { level: 'debug', message: 'answer accepted' }],
    [
      'a no',
      async () => ({ answer: 'refused', reason: 'rejected' }),
      { level: 'info', message: 'answer refused', reason: 'rejected' },
    ],
    [
      'a no to whoever it is for',
      async () => ({ answer: 'refused', reason: 'account-paused', about: 'sender' }),
      { level: 'warn', message: 'sender refused', reason: 'account-paused' },
    ],
    [
      'nothing',
      async () => ({ answer: 'unknown', reason: 'timeout' }),
      { level: 'warn', message: 'answer unknown', reason: 'timeout' },
    ],
    [
      'an error',
      async () => {
        throw new Error('canary');
      },
      { level: 'warn', message: 'answer unknown', error: 'Error' },
    ],
  ])('%s is told under the message it answers', async (_, send, line) => {
    expect(await answered(send)).toMatchObject({ function: 'send-email', effect: 'ann.r1.k1', ...line });
  });
});

test.each([
  [{ answer: 'charged', id: 'c-1' } as const, { level: 'debug', message: 'answer charged' }],
  [{ answer: 'declined', reason: 'card-expired' } as const, { level: 'info', message: 'answer declined' }],
  [{ answer: 'unknown', reason: 'answer-lost' } as const, { level: 'warn', message: 'answer unknown' }],
  [
    { answer: 'refused', reason: 'no-card-key', about: 'sender' } as const,
    { level: 'warn', message: 'sender refused' },
  ],
])('what a payment provider answers is told under the charge it answers: %o', async (answer, line) => {
  const { world } = await play();
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', (text) => lines.push(JSON.parse(text)));
  const cards = { ...world.ports.cards, charge: async () => answer };
  const told = withToldAnswers({ ...world.ports, cards }, 'charge-card', log);
  const charge = { says: 'canary', amountMinor: 1, currency: 'EUR', customer: 'canary' };
  expect(await told.cards.charge({ effect: 'ann.r1.k1', ...charge })).toEqual(answer);
  expect(lines).toMatchObject([{ function: 'charge-card', effect: 'ann.r1.k1', ...line }]);
  expect(JSON.stringify(lines)).not.toContain('canary');
});

describe('what leaves the normal path', () => {
  const task = { does: 'work' as const, run: 'ann.r1.1', seq: 1, step: 'send-email-welcome' };

  /** The handler over ports that answer like this when the run is read. */
  async function thrownBy(get: () => Promise<never> | Promise<undefined>, event: unknown = task) {
    const lines: Record<string, unknown>[] = [];
    const { world } = await play();
    const ports = { ...world.ports, runs: { ...world.ports.runs, get } };
    const handler = createSendEmail(
      ports,
      createLog('debug', (line) => lines.push(JSON.parse(line))),
    );
    const thrown = await Promise.resolve(handler(event as never, {} as never)).catch((error: Error) => error);
    return { thrown: thrown as Error, line: lines.at(-1) };
  }

  test('a flow signal keeps its name, on which the machine matches, and is no fault', async () => {
    const { thrown, line } = await thrownBy(async () => undefined);
    expect(thrown.name).toBe('Stale');
    expect(line).toMatchObject({ level: 'debug', error: 'Stale' });
  });

  test.each<[string, Error, string, string]>([
    ['a fault that time heals', new RetryableError('canary@example.com'), 'RetryableError', ''],
    [
      'a fault that never heals',
      new TerminalError('canary@example.com', { code: 'store-refused' }),
      'TerminalError',
      'store-refused',
    ],
    ['a fault that nobody named', new TypeError('canary@example.com is not a function'), 'TypeError', ''],
  ])('%s is told by name and code', async (_, fault, name, code) => {
    const { thrown, line } = await thrownBy(() => Promise.reject(fault));
    expect([thrown.name, thrown.message]).toEqual([name, code]);
    expect(`${thrown.stack}${JSON.stringify(line)}`).not.toContain('canary');
    expect(line).toMatchObject({ level: 'error', error: name, ...(code && { code }) });
  });

  test.each<[string, object]>([
    ['no task', {}],
    ['a field too many', { ...task, email: 'canary@example.com' }],
    ['a run that is no id', { ...task, run: 'canary@example.com' }],
  ])('%s is refused before anything is read', async (_, event) => {
    const { thrown, line } = await thrownBy(() => Promise.reject(new Error('read')), event);
    expect([thrown.name, thrown.message]).toEqual(['TerminalError', 'bad-input']);
    expect(JSON.stringify(line)).not.toContain('canary');
  });
});
