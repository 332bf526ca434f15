/** WM47…: decisions that are made already, and ends that nobody or everybody meets. */
import { type Catalog, journeyWith, withKeys, workflowWith } from './entry.ts';

const asked = (condition: string) => workflowWith(`- if: ${condition}\n  then:\n    - stop: done`);
const ending = (keys: string) => withKeys(journeyWith('- wait: 3 days'), keys);

export const decisionsCatalog: Catalog = {
  WM470: {
    title: 'A condition that never holds',
    bad: asked('[{ field: plan, is: gold }, { field: plan, is: silver }]'),
    good: asked('{ field: plan, in: [gold, silver] }'),
    hint: 'All conditions of a list must hold at once. Where one of several will do, they stand under `any:`.',
  },
  WM471: {
    title: 'A condition that always holds',
    bad: asked('{ any: [{ field: plan, is: gold }, { field: plan, is-not: gold }] }'),
    good: asked('{ field: plan, known: true }'),
    hint: '`is-not` is true of the unknown as well, so it and `is` leave nobody out.',
  },
  WM472: {
    title: 'A path of `decide` that nobody takes',
    bad: workflowWith(
      '- decide:\n    - if: { field: plan, known: true }\n    - if: { field: plan, is: gold }\n      then:\n        - stop: gold',
    ),
    good: workflowWith(
      '- decide:\n    - if: { field: plan, is: gold }\n      then:\n        - stop: gold\n    - if: { field: plan, known: true }',
    ),
    hint: 'The first path that fits is taken, so the narrowest stands first.',
  },
  WM473: {
    title: 'A goal that nobody can reach',
    bad: ending('exit: { bought: { event: order.paid } }\ngoals: { large: { event: order.paid, times: 2 } }'),
    good: ending('exit: { gone: { event: trial.started } }\ngoals: { bought: { event: order.paid } }'),
    hint: 'Exits are asked first, then the goals in the order written; what ends the run is the last to count.',
  },
  WM474: {
    title: 'An end that everybody meets on entering',
    bad: ending('if: { field: plan, is: gold }\nexit: { paying: { field: plan, in: [silver, gold] } }'),
    good: ending('if: { field: plan, is: trial }\nexit: { paying: { field: plan, in: [silver, gold] } }'),
  },
  WM475: {
    title: 'Entry at any time, and no wait',
    severity: 'warning',
    bad: withKeys(journeyWith('- send-email: welcome'), 'topic: product-tips\nagain: always'),
    good: withKeys(journeyWith('- send-email: welcome'), 'topic: product-tips\nagain: after 1 day'),
    hint: 'Systems tell of one thing twice, and contacts click twice: each time the journey would begin anew.',
  },
};
