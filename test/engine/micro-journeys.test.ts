/** Journeys used as parts of others: their steps are the caller's, their names their own, and what they came to goes back. */
import { describe, expect, test } from 'vitest';
import { aWorld } from '../support/a-world.ts';
import { compileFiles, emailTemplate, settingsFile } from '../support/project.ts';

const part = (lines: string, head = '', name = 'part') => ({
  [`journeys/${name}.yaml`]: `journey: ${name}\npurpose: Example\nowner: owner@example.com\ntopic: news\n${head}steps:\n${lines.replaceAll(/^/gm, '  ')}\n`,
});
const templates = {
  'templates/hello.email.mjml': emailTemplate('Hello {{ input.name }}'),
  'templates/nudge.email.mjml': emailTemplate(),
};
const files = (...more: Record<string, string>[]) => Object.assign({}, templates, ...more);
const lines = async (world: Awaited<ReturnType<typeof aWorld>>) =>
  (await world.told()).map((line) => line.replace('run-journey-part', 'call'));

describe('a micro-journey', () => {
  test('is walked where it is called, and goes on behind the call', async () => {
    const world = await aWorld('- run-journey: part\n- send-email: nudge', {
      files: files(part('- send-email: hello\n- wait: 1 day\n- send-email: nudge')),
    });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await lines(world)).toEqual([
      'call entered',
      'call--send-email-hello sent',
      'call--send-email-nudge sent',
      'call finished',
      'send-email-nudge sent',
      'ended finished finished',
    ]);
    expect(await world.runs()).toHaveLength(1);
  });

  test('is told as over when its last wait is, not when that begins', async () => {
    const world = await aWorld('- run-journey: part\n- send-email: nudge', { files: files(part('- wait: 2 days')) });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await lines(world)).toEqual(['call entered']);
    await world.later('1 day');
    const returned = (await world.rows()).find(({ outcome }) => outcome === 'finished');
    expect(returned).toMatchObject({ step: 'run-journey-part', at: '2026-03-04T09:00:00.000Z' });
  });

  test('hands back the word of its stop and its values, and the caller goes by them', async () => {
    const world = await aWorld(
      `- run-journey: part
  with: { who: { from: contact.plan } }
- if: { outcome: run-journey-part, is: keen }
  then:
    - update: contact
      set: { said: { from: run-journey-part.answer } }`,
      {
        contact: { fields: { plan: 'gold' } },
        files: files(
          part(
            '- if: { value: input.who, is: gold }\n  then:\n    - stop: keen\n- stop: cold',
            'input: { who: text, mood: { type: text, default: fine } }\noutput: { answer: { from: input.mood } }\n',
          ),
        ),
      },
    );
    await world.happens('thing.happened');
    expect(await lines(world)).toEqual([
      'call entered',
      'call--if then',
      'call keen',
      'if then',
      'update-contact updated',
      'ended finished finished',
    ]);
    expect((await world.ports.contacts.get('ann'))?.fields).toMatchObject({ said: 'fine' });
    expect((await world.run()).end).toMatchObject({ how: 'finished' });
  });

  test('says its own name for what it was handed, in its messages too', async () => {
    const world = await aWorld('- run-journey: part\n  with: { name: "{{ contact.plan }}" }', {
      contact: { fields: { plan: 'gold' } },
      files: files(part('- send-email: hello', 'input: { name: text }\n')),
    });
    await world.happens('thing.happened');
    expect(world.sent[0]).toMatchObject({ subject: 'Hello gold' });
  });

  test('knows the clicks in its own messages only', async () => {
    const steps = (wait: string) => `- send-email: hello\n- wait-for: { clicked: ${wait} }\n  up-to: 1 day`;
    const world = await aWorld(`- send-email: hello\n  id: first\n- run-journey: part`, {
      files: files(part(steps('send-email-hello'))),
    });
    await world.happens('thing.happened');
    const [outer, inner] = world.sent;
    await world.provider('clicked', { effect: outer!.effect });
    expect(await lines(world)).not.toContain('call--wait-for happened');
    await world.provider('clicked', { effect: inner!.effect, id: 'second' });
    expect(await lines(world)).toContain('call--wait-for happened');
  });

  test('by the name of the template, too', async () => {
    const world = await aWorld('- send-email: hello\n  id: first\n- run-journey: part', {
      files: files(part('- send-email: hello\n- wait-for: { clicked: hello }\n  up-to: 1 day')),
    });
    await world.happens('thing.happened');
    const [outer, inner] = world.sent;
    await world.provider('clicked', { effect: outer!.effect });
    await world.later('1 hour');
    expect(await lines(world)).not.toContain('call--wait-for happened');
    await world.provider('clicked', { effect: inner!.effect, id: 'second' });
    expect(await lines(world)).toContain('call--wait-for happened');
  });

  test('counts since its own steps', async () => {
    const world = await aWorld('- run-journey: part', {
      files: files(
        part(
          '- wait: 1 day\n- send-email: hello\n- wait: 1 day\n  id: rest\n- if: { event: paid, since: send-email-hello }\n  then:\n    - send-email: nudge',
        ),
      ),
    });
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('paid');
    await world.later('3 days');
    expect(world.sent).toHaveLength(1);
    expect(await lines(world)).toContain('call--if else');
  });

  test('called twice is two, each with its own steps, lots and words', async () => {
    const world = await aWorld(
      '- run-journey: part\n  id: one\n- run-journey: part\n  id: two\n- if: { outcome: one, is: greeted }\n  then:\n    - stop: both',
      { files: files(part('- send-email: hello\n- stop: greeted')) },
    );
    await world.happens('thing.happened');
    expect(new Set(world.sent.map(({ effect }) => effect)).size).toBe(2);
    expect(await world.told()).toEqual([
      'one entered',
      'one--send-email-hello sent',
      'one greeted',
      'two entered',
      'two--send-email-hello sent',
      'two greeted',
      'if then',
      'stop-both ended',
      'ended stop both',
    ]);
  });

  test('may call others, each seeing only its own', async () => {
    const world = await aWorld(
      '- run-journey: part\n- if: { outcome: run-journey-part, is: done }\n  then:\n    - stop: told',
      {
        files: files(
          part(
            '- run-journey: inner\n  with: { name: Ann }\n- if: { outcome: run-journey-inner, is: greeted }\n  then:\n    - stop: done',
          ),
          part('- send-email: hello\n- stop: greeted', 'input: { name: text }\n', 'inner'),
        ),
      },
    );
    await world.happens('thing.happened');
    expect(world.sent[0]).toMatchObject({ subject: 'Hello Ann' });
    expect(await lines(world)).toEqual([
      'call entered',
      'call--run-journey-inner entered',
      'call--run-journey-inner--send-email-hello sent',
      'call--run-journey-inner greeted',
      'call--if then',
      'call done',
      'if then',
      'stop-told ended',
      'ended stop told',
    ]);
  });

  test('goes to its own steps, and inside a loop each turn is a new one', async () => {
    const world = await aWorld('- repeat: 2 times\n  every: 1 week\n  steps:\n    - run-journey: part', {
      files: files(
        part('- send-email: hello\n- wait: 1 day\n- go-to: hello\n  only-if: { not: { event: hello, times: 2 } }'),
      ),
    });
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('hello');
    await world.later('1 day');
    await world.happens('hello');
    await world.later('20 days');
    expect(world.sent).toHaveLength(3);
    expect((await world.run()).status).toBe('ended');
  });

  test('its own on-error leads to its own steps', async () => {
    const world = await aWorld('- run-journey: part\n- send-email: nudge', {
      files: files(part('- send-email: hello\n  on-error: go-to sorry\n- stop: greeted\n- stop: sorry\n  id: sorry')),
      answers: (message) =>
        message.channel === 'email' && message.subject.startsWith('Hello')
          ? { answer: 'refused', reason: 'bad-address' }
          : undefined,
    });
    await world.happens('thing.happened');
    expect(await lines(world)).toContain('call sorry');
  });

  test('a long way down, ids and states stay short enough for a machine', async () => {
    const long = 'a-very-long-name-for-a-journey-that-somebody-thought-of';
    const compiled = await compileFiles({
      'waymark.yaml': settingsFile,
      ...files(
        part(`- run-journey: ${long}`),
        part('- wait: 1 day\n- send-email: hello\n  only-if: { field: plan, is: gold }', '', long),
      ),
      ...part('- run-journey: part', '', 'top'),
    });
    const { machine } = compiled.versions.find(({ version }) => version.name === 'top')!;
    const names = Object.keys(machine.States);
    expect(names.some((name) => /^run-journey-part--.*-[0-9a-f]{8} only-if look$/.test(name))).toBe(true);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(80);
  });

  test('a change in it is a change of whoever calls it', async () => {
    const versionOf = async (lines: string) => {
      const { versions } = await compileFiles({
        'waymark.yaml': settingsFile,
        ...files(part(lines), part('- run-journey: part', '', 'top')),
      });
      return versions.find(({ version }) => version.name === 'top')!.version;
    };
    const [one, other] = [await versionOf('- send-email: hello'), await versionOf('- send-email: nudge')];
    expect(one.hash).not.toBe(other.hash);
    expect(Object.keys(one.templates)).toEqual(['hello.email']);
  });
});
