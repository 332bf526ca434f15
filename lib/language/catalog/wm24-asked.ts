/** WM24… and WM46…: conditions that ask for what nobody can answer. */
import { type Catalog, journeyWith, withKeys } from './entry.ts';

const asked = (condition: string) => journeyWith(`- if: ${condition}\n  then:\n    - stop: done`);
const survey =
  'survey: satisfaction\nquestions:\n  score: { text: How likely are you to come back?, scale: { from: 0, to: 10 } }\n';
const beside = { 'surveys/satisfaction.yaml': survey };
const segmentWith = (condition: string) => `segment: example\nif: ${condition}\n`;
const awaited = (condition: string) =>
  journeyWith(`- wait-for: { event: order.paid }\n  up-to: 3 days\n- if: ${condition}\n  then:\n    - stop: done`);

export const askedCatalog: Catalog = {
  WM245: {
    title: 'No group of that name',
    beside: { 'waymark.yaml': 'project: example\ngroups: [onboarding]\n' },
    bad: withKeys(journeyWith('- wait: 1 day'), 'group: onbording'),
    good: withKeys(journeyWith('- wait: 1 day'), 'group: onboarding'),
    hint: 'Asked once `groups` are listed in waymark.yaml.',
  },
  WM240: {
    title: 'No survey of that name',
    beside,
    bad: asked('{ answer: satisfation }'),
    good: asked('{ answer: satisfaction }'),
    hint: 'Asked once there is a file in `surveys/`.',
  },
  WM241: {
    title: 'No question of that name',
    beside,
    bad: asked('{ answer: satisfaction, question: scroe, below: 6 }'),
    good: asked('{ answer: satisfaction, question: score, below: 6 }'),
  },
  WM242: {
    title: 'A word with which the step never ends',
    bad: awaited('{ outcome: wait-for, is: hapened }'),
    good: awaited('{ outcome: wait-for, is: happened }'),
    hint: "A step's own page lists its words; every step may be `passed-over`, or `failed` where that does not end the run.",
  },
  WM244: {
    title: 'No journey or workflow of that name',
    bad: asked('{ journey: say-helo, is: inside }'),
    good: asked('{ journey: say-hello, is: inside }'),
  },
  WM460: {
    title: 'Counting all that ever happened',
    file: 'segment',
    bad: segmentWith('{ event: order.paid, times: 3 }'),
    good: segmentWith('{ event: order.paid, times: 3, within: 365 days }'),
    hint: 'Once is found at once; a count or a sum reads every event of a contact, and wants an end.',
  },
  WM461: {
    title: 'Half a sum',
    bad: asked('{ event: order.paid, total: total, within: 365 days }'),
    good: asked('{ event: order.paid, total: total, above: 500, within: 365 days }'),
  },
  WM462: {
    title: 'An answer to which question?',
    bad: asked('{ answer: satisfaction, below: 6 }'),
    good: asked('{ answer: satisfaction, question: score, below: 6 }'),
  },
  WM463: {
    title: 'A step of a run, where there is none',
    file: 'segment',
    bad: segmentWith('{ outcome: call, is: assigned }'),
    good: segmentWith('{ journey: say-hello, ended: greeted }'),
  },
};
