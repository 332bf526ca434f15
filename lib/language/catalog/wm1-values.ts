/** WM1…: a single value that is not what its place takes. */
import { type Catalog, withKeys, workflowWith } from './entry.ts';

const officeHours = (line: string) => `office-hours:\n  ${line}\n`;

const halves = (first: string, second: string) =>
  `- split: welcome-gift\n  arms:\n    - arm: gift\n      share: ${first}\n      then:\n        - add-to-segment: early-birds\n    - arm: control\n      share: ${second}`;

export const valuesCatalog: Catalog = {
  WM110: {
    title: 'No duration',
    bad: workflowWith('- wait: 3 dys'),
    good: workflowWith('- wait: 3 days'),
    hint: 'A number and a unit: minutes, hours, days, weeks, months, years, working days, office hours. Or ISO 8601.',
  },
  WM111: {
    title: 'A duration of nothing, or less',
    bad: workflowWith('- wait: 0 days'),
    good: workflowWith('- wait: 1 day'),
  },
  WM112: {
    title: 'A duration longer than ten years',
    bad: workflowWith('- wait: 11 years'),
    good: workflowWith('- wait: 1 year'),
  },
  WM113: {
    title: 'Working time mixed with other time',
    bad: workflowWith('- wait: 2 working days 3 hours'),
    good: workflowWith('- wait: 2 working days\n- wait: 3 hours'),
  },
  WM114: {
    title: 'No time of day',
    bad: workflowWith('- wait-until: 9am'),
    good: workflowWith('- wait-until: 09:00'),
    hint: 'Hours and minutes on the 24-hour clock, two digits each.',
  },
  WM115: {
    title: 'No window of time',
    bad: workflowWith('- wait-until: 14:00..4pm'),
    good: workflowWith('- wait-until: 14:00..16:00'),
    hint: 'Two times of day; an end that is earlier than the start lies on the next day.',
  },
  WM116: {
    title: 'No days',
    bad: workflowWith('- wait-until: 09:00\n  days: [monday]'),
    good: workflowWith('- wait-until: 09:00\n  days: [mon]'),
  },
  WM117: {
    title: 'No time zone',
    bad: workflowWith('- wait: 1 day').replace('steps:', 'time-zone: Europe/Pariss\nsteps:'),
    good: workflowWith('- wait: 1 day').replace('steps:', 'time-zone: Europe/Paris\nsteps:'),
    hint: 'An IANA name such as Europe/Paris: a bare offset knows nothing of daylight saving.',
  },
  WM118: {
    title: 'No date',
    bad: officeHours('closed: [2026-02-30]'),
    good: officeHours('closed: [2026-12-25]'),
    file: 'project',
  },
  WM119: {
    title: 'Nothing to wait until',
    bad: workflowWith('- wait-until: renewal'),
    good: workflowWith('- wait-until: contact.renewalDate'),
    hint: 'A time of day, a window of hours, the path of a date, `start` or `best-time`.',
  },
  WM123: {
    title: 'No schedule',
    bad: withKeys(workflowWith('- wait: 1 day'), 'when: [{ schedule: mondays 8am }]'),
    good: withKeys(workflowWith('- wait: 1 day'), 'when: [{ schedule: every Monday at 08:00 }]'),
    hint: 'Days and times of day, `every 2 hours`, `once on <date> at <time>`, or `cron` and its five fields; at most every 5 minutes.',
  },
  WM130: {
    title: 'No share',
    bad: workflowWith(halves('half', '50%')),
    good: workflowWith(halves('50%', '50%')),
    hint: 'A percentage, exact to a hundredth: `50%`, `33.3%`, `0.25%`.',
  },
  WM131: {
    title: 'Arms that are more or less than everybody',
    bad: workflowWith(halves('50%', '40%')),
    good: workflowWith(halves('60%', '40%')),
    hint: 'The shares of a split sum to exactly 100%; an arm that does nothing is a control group.',
  },
  WM132: {
    title: 'Two arms of one name',
    bad: workflowWith(halves('50%', '50%').replace('arm: control', 'arm: gift')),
    good: workflowWith(halves('50%', '50%')),
  },
  WM133: {
    title: 'No number of rounds',
    bad: workflowWith('- repeat: often\n  every: 1 day\n  steps:\n    - add-to-segment: early-birds'),
    good: workflowWith('- repeat: 3 times\n  every: 1 day\n  steps:\n    - add-to-segment: early-birds'),
    hint: 'Written like `3 times`, at most 1000.',
  },
  WM134: {
    title: 'A balance of nothing',
    bad: 'caps: [{ at-most: 1, for-every: 3, per: 30 days }]\n',
    good: 'caps: [{ tone: offer, at-most: 1, for-every: 3, per: 30 days }]\n',
    hint: '`for-every` needs `tone: offer`, and skips what finds no room: it cannot be held.',
    file: 'project',
  },
  WM135: {
    title: 'No address to call',
    bad: workflowWith('- call-webhook: http://erp.example.com/orders'),
    good: workflowWith('- call-webhook: https://erp.example.com/orders'),
    hint: 'Begins with `https://`, names a public host, and holds no name, password, port or Liquid.',
  },
};
