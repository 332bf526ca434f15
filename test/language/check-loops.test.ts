/** A run may go round as long as time passes on the way: else a contact would get a thousand messages in one moment. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeWith } from '../support/acme.ts';

function mistakesIn(lines: string, head = ''): string[] {
  const text = `journey: round\npurpose: Goes round\nowner: a@acme.example\ntopic: product-tips\n${head}steps:\n${lines.replaceAll(/^/gm, '  ')}\n`;
  const { diagnostics } = checkProject(acmeWith({ 'journeys/round.yaml': text }));
  return diagnostics.map(({ code, line, message }) => `${code} ${line - 5 - head.split('\n').length + 1} ${message}`);
}

const again = 'with no wait on the way, so a run would go round without end.';

test.each<{ case: string; lines: string; line: number; to: string; head?: string }>([
  { case: 'nothing but work', lines: '- send-email: welcome\n- go-to: welcome', line: 2, to: 'send-email-welcome' },
  { case: 'itself', lines: '- go-to: here\n  id: here', line: 1, to: 'here' },
  {
    case: 'a wait that may be passed over',
    lines: '- send-email: welcome\n- wait: 1 day\n  only-if: { segment: early-birds }\n- go-to: welcome',
    line: 4,
    to: 'send-email-welcome',
  },
  {
    case: 'a wait for something that may have happened already',
    lines: '- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 3 days\n  then:\n    - go-to: welcome',
    line: 5,
    to: 'send-email-welcome',
  },
  {
    case: 'a window that may be open',
    lines: '- send-email: welcome\n- wait-until: 14:00..16:00\n- go-to: welcome',
    line: 3,
    to: 'send-email-welcome',
  },
  {
    case: 'a date that may be over',
    lines: '- send-email: welcome\n- wait-until: contact.renewalDate\n- go-to: welcome',
    line: 3,
    to: 'send-email-welcome',
  },
  {
    case: 'one branch of two',
    lines:
      '- send-email: welcome\n- if: { segment: early-birds }\n  then:\n    - wait: 1 day\n- if: { field: plan, is: gold }\n  id: gold\n  then:\n    - go-to: welcome',
    line: 8,
    to: 'send-email-welcome',
  },
  {
    case: 'out of one `repeat` to the front of it',
    lines: '- send-email: welcome\n- repeat: 3 times\n  every: 1 day\n  steps:\n    - go-to: welcome',
    line: 5,
    to: 'send-email-welcome',
  },
])('is refused: a loop of $case', ({ lines, line, to }) => {
  expect(mistakesIn(lines).filter((one) => !one.startsWith('WM433'))).toEqual([
    `WM444 ${line} This leads back to \`${to}\` ${again}`,
  ]);
});

test.each<{ case: string; lines: string }>([
  { case: 'with a wait', lines: '- send-email: welcome\n- wait: 1 day\n- go-to: welcome' },
  {
    case: 'by way of the limit of a wait',
    lines:
      '- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 3 days\n  else:\n    - go-to: welcome\n- stop: clicked',
  },
  {
    case: 'with a wait in each branch',
    lines:
      '- if: { segment: early-birds }\n  id: asks\n  then:\n    - wait: 1 day\n  else:\n    - wait: 2 days\n- go-to: asks',
  },
  {
    case: 'of rounds, which have a wait of their own',
    lines:
      '- repeat: 3 times\n  every: 1 day\n  steps:\n    - repeat: 2 times\n      every: 1 hour\n      steps:\n        - send-email: welcome',
  },
  {
    case: 'after an error, with a wait',
    lines: '- wait: 1 day\n- send-email: welcome\n  on-error: go-to wait-1-day',
  },
  {
    case: 'that is none: further down',
    lines:
      '- send-email: welcome\n  on-error: go-to bye\n- wait: 1 day\n- go-to: bye\n- send-email: reminder\n  id: unused\n- stop: bye\n  id: bye',
  },
])('may go round: a loop $case', ({ lines }) => {
  expect(mistakesIn(lines).filter((one) => !one.startsWith('WM433'))).toEqual([]);
});

test('a step that fails does not lead back to where it fails again', () => {
  expect(mistakesIn('- add-to-segment: early-birds\n- send-email: welcome\n  on-error: go-to early-birds')).toEqual([
    `WM444 3 When \`send-email-welcome\` fails, this leads back to \`add-to-segment-early-birds\` ${again}`,
  ]);
  expect(mistakesIn('- add-to-segment: early-birds\n- send-email: welcome', 'on-error: go-to early-birds\n')).toEqual([
    `WM444 -1 When \`add-to-segment-early-birds\` fails, this leads back to \`add-to-segment-early-birds\` ${again}`,
  ]);
});

test('a step that only a way back leads to is reached, one behind the way back is not', () => {
  expect(mistakesIn('- wait: 1 day\n- go-to: wait-1-day\n- send-email: welcome')).toEqual([
    'WM433 3 Nobody gets here: each run has ended, or gone elsewhere, before.',
  ]);
});
