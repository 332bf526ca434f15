/** Steps that ask people: the run waits for their word, hears the first one once, and goes on without it at the limit. */
import { describe, expect, test } from 'vitest';
import { closeFollowUp } from '../../lib/engine/close-follow-up.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import type { FollowUp, TaskWord } from '../../lib/language/ports.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { settingsFile } from '../support/project.ts';

const given = (steps: string, more: Given = {}): Given => ({
  // Kim has left since the check.
  settings: { teams: { legal: ['lee@example.com'], nobody: [] } },
  ...more,
  files: {
    'waymark.yaml': `${settingsFile}teams:\n  legal: [lee@example.com]\n  nobody: [kim@example.com]\n`,
    'workflows/work.yaml': `workflow: work
purpose: People are asked
owner: owner@example.com
when:
  - event: asked
steps:
${steps.replaceAll(/^/gm, '  ')}
`,
  },
});

const aWorkflow = (steps: string, more?: Given) => aWorld('- stop: done', given(steps, more));

const openOnes = async ({ ports }: Pick<SmallWorld, 'ports'>): Promise<FollowUp[]> =>
  (await ports.followUps.list()).filter(({ state }) => state === 'open');

async function say(world: SmallWorld, word: TaskWord, ports: EnginePorts = world.ports): Promise<void> {
  const [followUp] = await openOnes(world);
  await closeFollowUp({ effectKey: followUp!.effectKey, word, by: 'lee@example.com' }, ports);
}

const approval = `- ask-approval: team:legal
  id: terms
  text: Are these terms fine, {{ contact.email }}?
  up-to: 2 days
  then:
    - update: contact
      set: { approvedBy: { from: terms.by } }
  else:
    - stop: refused
- if: { outcome: terms, is: approved }
  then:
    - stop: agreed`;

describe('ask-approval', () => {
  test('goes on with a yes, and knows whose it was', async () => {
    const world = await aWorkflow(approval);
    await world.happens('asked');
    expect(await openOnes(world)).toMatchObject([
      {
        asks: 'decision',
        step: 'terms',
        title: 'Are these terms fine, ann@example.com?',
        assigneeId: 'lee@example.com',
        dueAt: '2026-03-04T09:00:00.000Z',
      },
    ]);
    await world.later('1 day');
    await say(world, 'approved');
    await world.settle();
    expect(await world.told()).toEqual([
      'terms asked',
      'terms approved',
      'update-contact updated',
      'if then',
      'stop-agreed ended',
      'ended stop agreed',
    ]);
    expect((await world.ports.contacts.get('ann'))?.fields).toMatchObject({ approvedBy: 'lee@example.com' });
  });

  test('a no leads elsewhere', async () => {
    const world = await aWorkflow(approval);
    await world.happens('asked');
    await say(world, 'rejected');
    await world.settle();
    expect(await world.told()).toEqual(['terms asked', 'terms rejected', 'stop-refused ended', 'ended stop refused']);
  });

  test('without a word in time it is no yes, and a yes behind the limit changes nothing', async () => {
    const world = await aWorkflow(approval);
    await world.happens('asked');
    await world.later('2 days');
    expect(await world.told()).toEqual(['terms asked', 'terms limit', 'stop-refused ended', 'ended stop refused']);
    await say(world, 'approved');
    await world.later('1 day');
    expect((await world.run()).end?.reason).toBe('refused');
  });

  test('where nobody is there to ask, there is no yes', async () => {
    const world = await aWorkflow(approval.replace('team:legal', 'team:nobody'));
    await world.happens('asked');
    expect(await world.told()).toEqual(['terms nobody-found team:nobody', 'stop-refused ended', 'ended stop refused']);
  });

  test('a word that came before the run began to wait is not missed', async () => {
    let world: SmallWorld | undefined;
    let said = false;
    world = await aWorkflow(approval, {
      options: {
        async around(_call, carryOut, ports) {
          const answer = await carryOut();
          if (world && !said && (await openOnes({ ports })).length > 0) {
            said = true;
            await say(world, 'approved', ports);
          }
          return answer;
        },
      },
    });
    await world.happens('asked');
    expect(said).toBe(true);
    expect((await world.run()).end?.reason).toBe('agreed');
  });

  test('of two words at once the first stands, for the run and for everybody', async () => {
    const world = await aWorkflow(approval);
    await world.happens('asked');
    const [followUp] = await openOnes(world);
    const { effectKey } = followUp!;
    for (const word of ['rejected', 'approved', 'rejected'] as const)
      expect(await closeFollowUp({ effectKey, word }, world.ports)).toMatchObject({ closed: { word: 'rejected' } });
    await world.settle();
    expect((await world.run()).end?.reason).toBe('refused');
    const told = { family: 'task', since: '1970-01-01T00:00:00.000Z', atMost: 9 };
    expect((await world.ports.events.find('ann', told)).map(({ name }) => name).sort()).toEqual([
      'created',
      'rejected',
    ]);
  });

  test('asked again in a loop, it is another question', async () => {
    const world = await aWorkflow(`- wait: 1 hour
- ask-approval: owner
  id: again
  text: Once more?
  up-to: 2 days
  then:
    - go-to: wait-1-hour
- stop: enough`);
    await world.happens('asked');
    await world.later('1 hour');
    await say(world, 'approved');
    await world.settle();
    await world.later('1 hour');
    expect((await world.run()).status).toBe('running');
    expect(await openOnes(world)).toHaveLength(1);
    await say(world, 'rejected');
    await world.settle();
    expect((await world.told()).filter((line) => line.startsWith('again'))).toEqual([
      'again asked',
      'again approved',
      'again asked',
      'again rejected',
    ]);
    expect((await world.run()).end?.reason).toBe('enough');
  });
});

describe('manual', () => {
  const steps = `- manual: Pack the parcel of {{ contact.email }}
  id: pack
  to: team:legal
  guidance: Two layers of paper
  up-to: 1 day
  then:
    - stop: packed
  else:
    - alert: owner
      text: Nobody has packed it`;

  test('waits until somebody says that it is done', async () => {
    const world = await aWorkflow(steps);
    await world.happens('asked');
    expect(await openOnes(world)).toMatchObject([
      { title: 'Pack the parcel of ann@example.com', guidance: 'Two layers of paper' },
    ]);
    await say(world, 'completed');
    await world.settle();
    expect(await world.told()).toEqual(['pack asked', 'pack completed', 'stop-packed ended', 'ended stop packed']);
  });

  test('at the limit an alert is shown, once, and is no task', async () => {
    const world = await aWorkflow(steps);
    await world.happens('asked');
    await world.later('1 day');
    expect(await world.told()).toEqual(['pack asked', 'pack limit', 'alert-owner alerted', 'ended finished finished']);
    expect(await openOnes(world)).toMatchObject([
      { title: 'Pack the parcel of ann@example.com' },
      { title: 'Nobody has packed it', asks: 'look', assigneeId: 'owner@example.com' },
    ]);
    const tasks = { family: 'task', since: '1970-01-01T00:00:00.000Z', atMost: 9 };
    expect(await world.ports.events.find('ann', tasks)).toHaveLength(1);
  });
});

test('a task is open until somebody says that it is done', async () => {
  const world = await aWorkflow(`- assign-follow-up: Call them
- wait-for: { not: { open: task } }
  up-to: 3 days
- stop: called`);
  await world.happens('asked');
  expect((await world.run()).status).toBe('running');
  await world.later('1 day');
  await say(world, 'completed');
  await world.settle();
  expect((await world.run()).end).toMatchObject({ reason: 'called', at: world.clock.now() });
});

describe('escalate', () => {
  test('names what has waited too long', async () => {
    const world = await aWorkflow(`- assign-follow-up: Call them
  id: call
- assign-follow-up: Write to them
  id: write
- wait: 1 day
- escalate: team:legal
  reason: "{{ contact.email }} still waits"
  due: 4 hours`);
    await world.happens('asked');
    await say(world, 'completed');
    await world.later('1 day');
    expect((await openOnes(world)).find(({ step }) => step === 'escalate-team-legal')).toMatchObject({
      title: 'Escalated: ann@example.com still waits',
      escalates: ['Write to them'],
      assigneeId: 'lee@example.com',
      dueAt: '2026-03-03T13:00:00.000Z',
    });
  });

  test('that reaches nobody has failed, and the next step is the one for that', async () => {
    const world = await aWorkflow(`- escalate: team:nobody
  on-error: go-to tell
- stop: escalated
- alert: owner
  id: tell
  text: Nobody was there`);
    await world.happens('asked');
    expect(await world.told()).toEqual([
      'escalate-team-nobody failed nobody-found',
      'tell alerted',
      'ended finished finished',
    ]);
  });
});
