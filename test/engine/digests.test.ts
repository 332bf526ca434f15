/** Several triggers become one message: each of them is told of once, whoever leaves, fails, is stopped or turns out to be somebody else. */
import { describe, expect, test } from 'vitest';
import { mergeContacts } from '../../lib/engine/merge-contacts.ts';
import { redriveRun } from '../../lib/engine/redrive.ts';
import { type RunRecord, refOf } from '../../lib/engine/run-record.ts';
import { stopRun } from '../../lib/engine/stop-run.ts';
import { addContact, ann, aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { wrapPorts } from '../support/faulty-ports.ts';

const steps = (length = '1 hour') => `- digest: comments
  id: comments
  for: ${length}
- send-email: hello
- update: contact
  set: { told: "{{ contact.told }}{% for item in comments.items %}{{ item.by }} {% endfor %}({{ comments.count }}) " }`;

const comes = (world: SmallWorld, by: string, contact = 'ann') =>
  world.happens('thing.happened', { id: by, data: { by }, contact });
const told = async ({ ports }: SmallWorld) => (await ports.contacts.get('ann'))?.fields.told;
const runOf = async (world: SmallWorld, by: string, contact = 'ann'): Promise<RunRecord> =>
  (await world.runs(contact)).find(({ trigger }) => trigger.data.by === by)!;

/** Every Task there breaks until it is told otherwise. */
function breakingAt(step: string) {
  const ailing = { isBroken: true };
  const options: Given['options'] = {
    around: async (call, carryOut) => {
      if (ailing.isBroken && call.handler === 'task' && 'step' in call.task && call.task.step === step)
        throw new Error('not today');
      return carryOut();
    },
  };
  return { ailing, options };
}

describe('whoever speaks for the others', () => {
  test('waits from the first trigger on, however many come, and says which run each has gone to', async () => {
    const world = await aWorld(steps());
    await comes(world, 'bob');
    await world.later('40 minutes');
    await comes(world, 'cy');
    expect((await world.rows()).find(({ outcome }) => outcome === 'collected')).toMatchObject({
      step: 'comments',
      detail: refOf(await runOf(world, 'bob')),
    });
    expect((await runOf(world, 'cy')).end).toMatchObject({ how: 'stop', reason: 'collected' });
    await world.later('20 minutes');
    expect(await told(world)).toBe('bob cy (2) ');
    expect(world.sent).toHaveLength(1);
  });

  test('is stopped with all that they speak for: the next one tells of their own alone', async () => {
    const world = await aWorld(steps());
    for (const by of ['bob', 'cy']) await comes(world, by);
    await stopRun(refOf(await runOf(world, 'bob')), { by: 'lee' }, world.ports);
    await comes(world, 'dee');
    await world.later('1 hour');
    expect(await told(world)).toBe('dee (1) ');
  });

  test('fails, and the next one tells of all; driven on, they find that they are told of', async () => {
    const { ailing, options } = breakingAt('comments close');
    const world = await aWorld(steps(), { options });
    for (const by of ['bob', 'cy']) await comes(world, by);
    await world.later('2 hours');
    expect((await runOf(world, 'bob')).end).toMatchObject({ how: 'error', reason: 'error:comments' });
    ailing.isBroken = false;
    await comes(world, 'dee');
    await redriveRun(refOf(await runOf(world, 'bob')), { by: 'lee' }, world.ports);
    await world.settle();
    expect((await runOf(world, 'bob')).end).toMatchObject({ reason: 'collected' });
    await world.later('1 hour');
    expect(await told(world)).toBe('bob cy dee (3) ');
    expect(world.sent).toHaveLength(1);
  });

  test('fails and is driven on before anybody else comes: they tell of all', async () => {
    const { ailing, options } = breakingAt('comments close');
    const world = await aWorld(steps(), { options });
    for (const by of ['bob', 'cy']) await comes(world, by);
    await world.later('2 hours');
    ailing.isBroken = false;
    await redriveRun(refOf(await runOf(world, 'bob')), { by: 'lee' }, world.ports);
    await world.settle();
    expect(await told(world)).toBe('bob cy (2) ');
  });
});

/** Of this person's run, what the Task writes at the end of its work is not written: so often, or always. */
function failingToWrite(by: string, step: string, times = Number.POSITIVE_INFINITY): Given['options'] {
  let left = times;
  return {
    around: (call, carryOut, ports) =>
      (carryOut as (through: typeof ports) => Promise<unknown>)(
        wrapPorts(ports, async (name, act, args) => {
          const isTheirs = name === 'runs.write' && (args[0] as RunRecord).trigger.data.by === by;
          const isThere = call.handler === 'task' && call.task.does === 'work' && call.task.step === step;
          if (!isTheirs || !isThere || left === 0) return act();
          left -= 1;
          throw new Error('not today');
        }),
      ),
  };
}

test('who dies as they are collected, and comes again when all is told, is not told of twice', async () => {
  const world = await aWorld(steps('1 minute'), { options: failingToWrite('cy', 'comments', 1) });
  await comes(world, 'bob');
  await comes(world, 'cy');
  expect(await runOf(world, 'cy')).toMatchObject({ status: 'running', held: { step: 'comments' } });
  await world.later('100 seconds');
  await comes(world, 'dee');
  await world.later('1 hour');
  expect((await runOf(world, 'cy')).end).toMatchObject({ reason: 'collected' });
  expect(await told(world)).toBe('bob cy (2) dee (1) ');
});

test('who closes and then fails for good leaves theirs to the next, though others have come together meanwhile', async () => {
  const world = await aWorld(steps('10 minutes'), { options: failingToWrite('bob', 'comments close') });
  await comes(world, 'bob');
  await world.later('11 minutes');
  await comes(world, 'cy');
  await world.later('6 minutes');
  expect((await runOf(world, 'bob')).end).toMatchObject({ how: 'error', reason: 'error:comments' });
  await comes(world, 'dee');
  await world.later('10 minutes');
  expect(await told(world)).toBe('cy dee (2) ');
  await comes(world, 'eve');
  await world.later('10 minutes');
  expect(await told(world)).toBe('cy dee (2) bob eve (2) ');
});

test('so many come that only the first hundred are told by name, and all of them are counted', async () => {
  const world = await aWorld(steps());
  for (let i = 0; i < 105; i++) await comes(world, `p${i}`);
  await world.later('1 hour');
  const names = Array.from({ length: 100 }, (_, i) => `p${i}`).join(' ');
  expect(await told(world)).toBe(`${names} (105) `);
});

test('what comes under either name of one person comes together', async () => {
  const world = await aWorld(steps());
  await addContact(ann({ id: 'anna', fields: { email: 'anna@example.com' } }), world.ports);
  await comes(world, 'bob', 'anna');
  await mergeContacts('anna', 'ann', world.ports);
  await world.settle();
  await comes(world, 'cy');
  await comes(world, 'dee', 'anna');
  await world.later('1 hour');
  expect(await told(world)).toBe('bob cy dee (3) ');
  expect(world.sent).toHaveLength(1);
});

test('those who are let in by a call are told of by what the call hands over', async () => {
  const tell = steps().replace('- send-email: hello\n', '').replaceAll(/^/gm, '  ');
  const world = await aWorld('- run-workflow: tell\n  with: { by: "{{ event.by }}!" }', {
    files: {
      'workflows/tell.yaml': `workflow: tell\npurpose: Example\nowner: owner@example.com\ninput: { by: text }\nsteps:\n${tell}\n`,
    },
  });
  for (const by of ['bob', 'cy']) await comes(world, by);
  await world.later('1 hour');
  expect(await told(world)).toBe('bob! cy! (2) ');
});

test('a part that collects ends the runs of whoever called it', async () => {
  const part = steps().replaceAll(/^/gm, '  ');
  const world = await aWorld('- run-journey: part\n- send-email: thanks', {
    files: {
      'journeys/part.yaml': `journey: part\npurpose: Example\nowner: owner@example.com\ntopic: news\nsteps:\n${part}\n`,
      'templates/hello.email.html': '---\nsubject: Hello\n---\n<p>Hello</p>\n',
    },
  });
  for (const by of ['bob', 'cy']) await comes(world, by);
  await world.later('1 hour');
  expect(await told(world)).toBe('bob cy (2) ');
  expect(world.sent).toHaveLength(2);
  expect((await runOf(world, 'cy')).end).toMatchObject({ reason: 'collected' });
});

test('round a loop each round collects anew', async () => {
  const round = steps().replaceAll(/^/gm, '    ');
  const world = await aWorld(`- repeat: 2 times\n  every: 1 day\n  steps:\n${round}`);
  await comes(world, 'bob');
  await comes(world, 'cy');
  await world.later('25 hours');
  await world.later('10 minutes');
  await comes(world, 'dee');
  await world.later('2 days');
  expect(await told(world)).toBe('bob cy (2) bob dee (2) ');
});
