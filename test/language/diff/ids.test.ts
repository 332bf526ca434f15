/** People inside stand at step ids: a new version may not give an id another meaning, and says where they go on. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../../lib/language/catalog/index.ts';
import { aVersion, definitionIn, problemsOf } from '../../support/two-versions.ts';

const codes = (before: string, after: string) => problemsOf(aVersion(before), aVersion(after)).map(({ code }) => code);

describe('an id means something else', () => {
  test.each([
    ['another template', '- send-email: welcome\n  id: first', '- send-email: reminder\n  id: first'],
    ['another channel', '- send-email: reminder\n  id: first', '- send-sms: reminder\n  id: first'],
    ['another kind', '- wait: 1 day\n  id: first', '- send-email: welcome\n  id: first'],
    ['a topic of its own', '- send-email: welcome', '- send-email: welcome\n  topic: news'],
    ['another segment', '- add-to-segment: early-birds\n  id: first', '- add-to-segment: late-birds\n  id: first'],
  ])('%s', (_, before, after) => {
    const known = { 'segments/late-birds.yaml': 'segment: late-birds\n' };
    expect(codesWith(before, after, known)).toEqual(['WM601']);
  });

  test.each([
    ['another length of time', '- wait: 1 day\n  id: a-while', '- wait: 2 days\n  id: a-while'],
    [
      'another question',
      '- if: { field: plan, is: gold }\n  then: [{ stop: a }]',
      '- if: { segment: early-birds }\n  then: [{ stop: a }]',
    ],
    ['the topic it had, written out', '- send-email: welcome', '- send-email: welcome\n  topic: product-tips'],
    ['another place', '- send-email: welcome\n- wait: 1 day', '- wait: 1 day\n- send-email: welcome'],
  ])('not by %s', (_, before, after) => {
    expect(codes(before, after)).toEqual([]);
  });
});

function codesWith(before: string, after: string, more: Record<string, string>): string[] {
  const topics = 'topics: { product-tips: { title: Product tips }, news: { title: News } }\n';
  const beside = {
    ...more,
    'waymark.yaml': `${topics}senders: { team: { name: Acme, address: team@acme.example } }\npostal-address: 1 Market Street, 75002 Paris\n`,
  };
  const [old, now] = [before, after].map((steps) => aVersion(steps, '', beside));
  return problemsOf(old!, now!).map(({ code }) => code);
}

describe('R8: a step that is gone', () => {
  const successors = (before: string, after: string) =>
    problemsOf(aVersion(before), aVersion(after)).map(
      ({ step, successor }) => `${step} → ${successor ?? 'journey-changed'}`,
    );

  test('people go on at what came behind it', () => {
    expect(successors('- wait: 3 days\n- send-email: welcome', '- wait: 2 days\n- send-email: welcome')).toEqual([
      'wait-3-days → send-email-welcome',
    ]);
  });

  test('several are gone: at the next that is left', () => {
    expect(
      successors(
        '- wait: 3 days\n- send-email: welcome\n- wait: 1 day\n- stop: finished',
        '- send-email: reminder\n- stop: finished',
      ),
    ).toEqual(['wait-3-days → stop-finished', 'send-email-welcome → stop-finished', 'wait-1-day → stop-finished']);
  });

  test('the shorter of two branches counts', () => {
    const before = `- wait-for: { event: order.paid }
  up-to: 3 days
  then:
    - wait: 1 day
    - send-email: welcome
  else:
    - send-email: reminder
- stop: finished`;

    expect(
      successors(before, '- wait: 1 day\n- send-email: welcome\n- send-email: reminder\n- stop: finished'),
    ).toEqual(['wait-for → wait-1-day']);
    expect(successors(before, '- send-email: welcome\n- send-email: reminder\n- stop: finished')[0]).toBe(
      'wait-for → send-email-reminder',
    );
  });

  test('nothing is left behind it: the run ends, and says why', () => {
    expect(successors('- send-email: welcome\n- wait: 3 days', '- send-email: welcome')).toEqual([
      'wait-3-days → journey-changed',
    ]);
  });
});

test.each(Object.entries(catalog).filter(([code]) => code.startsWith('WM6')))(
  '%s is earned by its bad example and not by its good one',
  (code, { before = '', bad, good }) => {
    const found = (after: string) => problemsOf(definitionIn(before), definitionIn(after)).map((one) => one.code);
    expect(found(bad)).toEqual([code]);
    expect(found(good)).not.toContain(code);
  },
);
