/** A step that waits for the workflow it has started: it hears of the end once, whatever it was, and goes on with what came of it. */
import { describe, expect, test } from 'vitest';
import { aWorld, type Given } from '../support/a-world.ts';

const calls = (options = 'until-done: true') => `- run-workflow: review
  ${options}
- if: { outcome: run-workflow-review, is: approved }
  then:
    - update: contact
      set: { plan: { from: run-workflow-review.plan } }
- send-email: hello`;

const review = (steps: string, head = '') => ({
  'workflows/review.yaml': `workflow: review
purpose: Example
owner: owner@example.com
output: { plan: { from: contact.wish } }
${head}steps:
${steps.replaceAll(/^/gm, '  ')}
`,
});

const given = (steps: string, head?: string): Given => ({
  files: review(steps, head),
  contact: { fields: { wish: 'gold' } },
});

const ofParent = async (world: Awaited<ReturnType<typeof aWorld>>) =>
  (await world.rows())
    .filter(({ definition, kind }) => definition === 'example' && kind !== 'entered' && kind !== 'waiting')
    .map(({ step, kind, outcome, reason }) => [step ?? kind, outcome, reason].filter(Boolean).join(' '));

const toTheEnd = [
  'run-workflow-review started',
  'run-workflow-review approved',
  'if then',
  'update-contact updated',
  'send-email-hello sent',
  'ended finished finished',
];

describe('run-workflow until-done', () => {
  test('goes on when the workflow is done, with its word and its values', async () => {
    const world = await aWorld(calls(), given('- wait: 2 days\n- stop: approved'));
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await ofParent(world)).toEqual(['run-workflow-review started']);
    await world.later('1 day');
    expect(await ofParent(world)).toEqual(toTheEnd);
    expect((await world.ports.contacts.get('ann'))?.fields).toMatchObject({ plan: 'gold' });
    expect((await world.runs()).find(({ definition }) => definition === 'review')?.output).toEqual({ plan: 'gold' });
  });

  test('misses no end that came before it began to wait', async () => {
    const world = await aWorld(calls(), given('- stop: approved'));
    await world.happens('thing.happened');
    expect(await ofParent(world)).toEqual(toTheEnd);
  });

  test('goes on, whatever ended the workflow', async () => {
    const world = await aWorld(calls(), given('- wait: 2 days', 'exit: { gone: { field: plan, is: none } }\n'));
    await world.happens('thing.happened');
    await world.ports.contacts.set('ann', { plan: 'none' }, 'by-hand');
    await world.settle();
    expect(await ofParent(world)).toEqual([
      'run-workflow-review started',
      'run-workflow-review gone',
      'if else',
      'send-email-hello sent',
      'ended finished finished',
    ]);
  });

  test('goes on at its limit; an end that comes later changes nothing', async () => {
    const world = await aWorld(calls('until-done: true\n  up-to: 1 day'), given('- wait: 2 days\n- stop: approved'));
    await world.happens('thing.happened');
    await world.later('3 days');
    expect(await ofParent(world)).toEqual([
      'run-workflow-review started',
      'run-workflow-review limit',
      'if else',
      'send-email-hello sent',
      'ended finished finished',
    ]);
  });

  test('goes on at once where the workflow takes nobody', async () => {
    const world = await aWorld(calls(), given('- stop: approved'));
    await world.ports.registry.setState('review', 'disabled', world.clock.now());
    await world.happens('thing.happened');
    expect((await ofParent(world)).slice(0, 2)).toEqual(['run-workflow-review refused disabled', 'if else']);
  });

  test('goes on where the call itself fails and may', async () => {
    const world = await aWorld(
      calls('until-done: true\n  on-error: continue\n  with: { n: "{{ contact.wish | divided_by: 0 }}" }'),
      given('- stop: approved', 'input: { n: { type: text, default: "" } }\n'),
    );
    await world.happens('thing.happened');
    await world.later('1 hour');
    expect((await ofParent(world)).at(-1)).toBe('ended finished finished');
  });

  test('in a loop, each turn has a workflow of its own', async () => {
    const world = await aWorld(
      `- repeat: 2 times\n  every: 1 week\n  steps:\n${calls().replaceAll(/^/gm, '    ')}`,
      given('- wait: 2 days\n- stop: approved'),
    );
    await world.happens('thing.happened');
    await world.later('20 days');
    expect((await world.runs()).filter(({ definition }) => definition === 'review')).toHaveLength(2);
    expect((await ofParent(world)).filter((line) => line === 'run-workflow-review approved')).toHaveLength(2);
    expect(world.sent).toHaveLength(2);
  });

  test('inside a micro-journey its values are read there', async () => {
    const world = await aWorld('- run-journey: part\n- stop: told', {
      files: {
        ...review('- stop: approved'),
        'journeys/part.yaml': `journey: part\npurpose: Example\nowner: owner@example.com\nsteps:\n  - run-workflow: review\n    id: asked\n    until-done: true\n  - if: [{ outcome: asked, is: approved }, { value: asked.plan, is: gold }]\n    then:\n      - stop: well\n`,
      },
      contact: { fields: { wish: 'gold' } },
    });
    await world.happens('thing.happened');
    expect(await ofParent(world)).toContain('run-journey-part well');
  });
});
