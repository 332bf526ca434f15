/** WM1…: a single value that is not what its place takes. */
import { type Catalog, workflowWith } from './entry.ts';

const officeHours = (line: string) => `office-hours:\n  ${line}\n`;

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
};
