/** WM5…: scenarios. */
import type { Catalog } from './entry.ts';

const scenario = (lines: string) => `scenario: shows one mistake
start: 2026-03-02 10:00
contacts: [{ id: ann, email: ann@example.com }]
${lines}
`;

export const scenariosCatalog: Catalog = {
  WM501: {
    title: 'A line of a scenario that says nothing known',
    file: 'scenario',
    bad: scenario('expect:\n  - { mail: welcome }'),
    good: scenario('expect:\n  - { email: welcome }'),
    hint: 'Each line begins with its verb; one that only lets time pass has `after` or `at`.',
  },
  WM502: {
    title: 'No time of a scenario',
    file: 'scenario',
    bad: scenario('do:\n  - { event: order.paid, at: tomorrow }'),
    good: scenario('do:\n  - { event: order.paid, at: day 1 09:00 }'),
    hint: 'Day 0 is the day of the start; times are on the clock of the (first) contact.',
  },
  WM503: {
    title: 'A crowd too large to play',
    file: 'scenario',
    bad: scenario('').replace('id: ann', 'id: ann, count: 100000'),
    good: scenario('').replace('id: ann', 'id: ann, count: 1000'),
    hint: 'Shares show with a thousand contacts; how much a machine bears is measured with `npm run bench`.',
  },
  WM504: {
    title: 'A contact who is not in the scenario',
    file: 'scenario',
    bad: scenario('expect:\n  - { email: welcome, to: anne }'),
    good: scenario('expect:\n  - { email: welcome, to: ann }'),
    hint: 'Of a crowd `ann` with a count, `ann-3` is one; `given` speaks of the crowd as a whole.',
  },
};
