/** The color of a timeline's line: what reached the contact, what was held back, what went wrong. */
import type { TimelineLine } from '../../../lib/language/operator-api.ts';

export type LineTone = 'done' | 'message' | 'wait' | 'choice' | 'passed-over' | 'trouble' | 'plain';

const tones: [tone: LineTone, words: RegExp][] = [
  ['trouble', /error|fail|bounce|complain|unknown|rejected/],
  ['passed-over', /skip|suppress|blocked|not-entered|dropped|passed-over/],
  ['wait', /wait|held|hold|limit|parked|settled/],
  ['message', /\bsent\b|send|email|sms|message|open|click|deliver/],
  ['choice', /decid|decision|then|else|choose|choice|branch|holdout/],
  ['done', /enter|goal|end|exit|stop|finish|start/],
];

export function toneOfLine({ kind, outcome = '' }: Pick<TimelineLine, 'kind' | 'outcome'>): LineTone {
  return tones.find(([, words]) => words.test(outcome) || words.test(kind))?.[0] ?? 'plain';
}
