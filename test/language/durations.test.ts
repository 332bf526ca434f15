import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import {
  atMostSeconds,
  type Duration,
  duration,
  before as earlier,
  after as later,
  type OfficeHours,
  readDuration,
} from '../../lib/language/durations.ts';
import { mistakeOf } from '../../lib/language/mistake.ts';
import { usualOfficeHours } from '../../lib/language/office-hours.ts';
import { atInZone } from '../../lib/language/zones.ts';

const of = (text: string): Duration => duration.parse(text);
const at = (wallText: string, zone = 'Europe/Paris'): string => atInZone(wallText, zone)!;
const mistake = (written: unknown) => mistakeOf(duration.safeParse(written).error!.issues[0]!)!;

describe('reading what the author wrote', () => {
  test.each([
    ['3 days', { days: 3 }],
    ['1 day', { days: 1 }],
    ['2 weeks', { days: 14 }],
    ['1 month', { months: 1 }],
    ['1 year', { months: 12 }],
    ['1 hour 30 minutes', { seconds: 5400 }],
    ['1 year 2 months 3 days 4 hours', { months: 14, days: 3, seconds: 14_400 }],
    ['45 seconds', { seconds: 45 }],
    ['2 working days', { workingDays: 2 }],
    ['1 working day', { workingDays: 1 }],
    ['4 office hours', { officeHours: 4 }],
    ['10 years', { months: 120 }],
    ['P3D', { days: 3 }],
    ['PT24H', { seconds: 86_400 }],
    ['P1Y2M1W3DT4H5M6S', { months: 14, days: 10, seconds: 14_706 }],
  ])('%s is understood and keeps its own words', (text, units) => {
    expect(of(text)).toEqual({ text, ...units });
  });

  test('a read duration survives JSON, so a checked definition can be stored', () => {
    expect(JSON.parse(JSON.stringify(of('1 hour 30 minutes')))).toEqual({ text: '1 hour 30 minutes', seconds: 5400 });
  });

  test('a typed definition writes text where a duration stands', () => {
    const step = z.strictObject({ wait: duration, due: duration.prefault('2 days'), late: duration.optional() });
    expectTypeOf<z.input<typeof step>>().toEqualTypeOf<{ wait: string; due?: string; late?: string }>();
    expectTypeOf<z.output<typeof step>>().toEqualTypeOf<{ wait: Duration; due: Duration; late?: Duration }>();
    expect(step.parse({ wait: '1 day' }).due).toEqual({ text: '2 days', days: 2 });
  });

  test('editors know its form', () => {
    const schema = z.toJSONSchema(z.strictObject({ wait: duration }), { io: 'input' });
    const wait = (schema.properties as Record<string, { type: string; pattern: string; examples: string[] }>)['wait']!;
    expect(wait.type).toBe('string');
    for (const example of wait.examples) expect(example).toMatch(new RegExp(wait.pattern));
    expect(schema.required).toEqual(['wait']);
  });

  test('any duration spelled by the rules is understood', () => {
    const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
    const spelled = fc
      .subarray(units, { minLength: 1 })
      .chain((chosen) =>
        fc.tuple(...chosen.map((unit) => fc.integer({ min: 1, max: 4 }).map((n) => [n, unit] as const))),
      )
      .map((parts) => parts.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(' '));
    fc.assert(fc.property(spelled, (text) => duration.safeParse(text).success));
  });

  test('whatever is written gives a duration or a sentence, never an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (written) => {
        const read = duration.safeParse(written);
        return read.success || mistakeOf(read.error.issues[0]!) !== undefined;
      }),
    );
  });
});

describe('refusing what is no duration, with the way out', () => {
  test('says what is wrong and what was meant', () => {
    expect(mistake('3 dys')).toEqual({
      code: 'WM110',
      message: '"3 dys" is no duration.',
      hint: 'Did you mean "3 days"?',
      meant: { for: '3 dys', text: '3 days' },
      path: [],
    });
  });

  test.each([
    ['25h', '25 hours'],
    ['31d', '31 days'],
    ['168h', '168 hours'],
    ['1h30m', '1 hour 30 minutes'],
    ['1.5 hours', '1 hour 30 minutes'],
    ['0.5 days', '12 hours'],
    ['three days', '3 days'],
    ['a week', '1 week'],
    ['3', '3 days'],
    [3, '3 days'],
    ['3 day', '3 days'],
    ['1 days', '1 day'],
    ['3 Days', '3 days'],
    ['3  days', '3 days'],
    ['03 days', '3 days'],
    ['30 minutes 1 hour', '1 hour 30 minutes'],
    ['1 hour 0 minutes', '1 hour'],
    ['1 hour, 30 minutes', '1 hour 30 minutes'],
    ['2 weeks and 3 days', '2 weeks 3 days'],
    ['2 business days', '2 working days'],
    ['4 offic hours', '4 office hours'],
    ['10 min', '10 minutes'],
    ['p3d', 'P3D'],
  ])('%s is never shortened in silence: the check refuses it and offers "%s"', (written, meant) => {
    expect(mistake(written)).toMatchObject({ code: 'WM110', hint: `Did you mean "${meant}"?` });
    expect(duration.safeParse(meant).success).toBe(true);
  });

  test.each(['soon', 'P', 'PT', 'P1DT', 'PT1.5H', '', 'day', null, [], {}, true, '3 days ago today', '1,000 days'])(
    '%j has no near meaning: the hint shows the forms',
    (written) => {
      expect(mistake(written)).toMatchObject({ code: 'WM110', hint: expect.stringContaining('"1 hour 30 minutes"') });
    },
  );

  test.each(['-3 days', 'minus 3 days', -3, '-P1D'])('%j runs backward', (written) => {
    expect(mistake(written)).toMatchObject({ code: 'WM111', message: expect.stringContaining('backward') });
  });

  test.each(['0 days', '0 minutes', 'P0D', 'PT0S'])('%j is no time at all', (written) => {
    expect(mistake(written)).toMatchObject({ code: 'WM111', message: expect.stringContaining('no time at all') });
  });

  test.each([
    '11 years',
    '3654 days',
    '99999999999999999999 days',
    'P999Y',
    '100000 office hours',
    '3000 working days',
  ])('%s is longer than ten years', (written) => {
    expect(mistake(written)).toMatchObject({ code: 'WM112', message: expect.stringContaining('10 years') });
  });

  test.each(['2 working days 3 hours', '1 working day 2 office hours'])('%s mixes two clocks', (written) => {
    expect(mistake(written)).toMatchObject({ code: 'WM113' });
  });

  test('long text is cut where it is shown', () => {
    expect(mistake('x'.repeat(10_000)).message.length).toBeLessThan(100);
  });
});

describe('counting on from an instant', () => {
  test.each([
    ['P1D', '2026-03-07 12:00', '2026-03-08T16:00:00.000Z'],
    ['PT24H', '2026-03-07 12:00', '2026-03-08T17:00:00.000Z'],
    ['P1D', '2026-10-31 12:00', '2026-11-01T17:00:00.000Z'],
    ['PT24H', '2026-10-31 12:00', '2026-11-01T16:00:00.000Z'],
    ['1 day', '2026-03-07 02:30', '2026-03-08T07:30:00.000Z'],
    ['1 day', '2026-10-31 01:30', '2026-11-01T05:30:00.000Z'],
    ['1 week 1 hour', '2026-03-01 12:00', '2026-03-08T17:00:00.000Z'],
  ])('%s from %s in New York: days keep the wall time, hours are exact', (text, from, expected) => {
    expect(later(at(from, 'America/New_York'), of(text), 'America/New_York')).toBe(expected);
  });

  test.each([
    ['1 month', '2027-01-31 10:00', '2027-02-28 10:00'],
    ['1 year', '2028-02-29 10:00', '2029-02-28 10:00'],
    ['1 month', '2026-12-31 10:00', '2027-01-31 10:00'],
  ])('%s from %s ends on the last day that month has', (text, from, expected) => {
    for (const zone of ['Europe/Paris', 'Asia/Kathmandu', 'America/New_York', 'UTC']) {
      expect(later(at(from, zone), of(text), zone)).toBe(at(expected, zone));
    }
  });

  test('before counts back by the same rules', () => {
    expect(earlier(at('2026-03-31 10:00'), of('1 month'), 'Europe/Paris')).toBe(at('2026-02-28 10:00'));
    expect(earlier(at('2026-03-30 10:00'), of('1 day'), 'Europe/Paris')).toBe(at('2026-03-29 10:00'));
    expect(earlier(at('2026-03-29 10:00'), of('24 hours'), 'Europe/Paris')).toBe(at('2026-03-28 09:00'));
  });

  test('hours there and back are the same instant', () => {
    const instants = fc.integer({ min: 1, max: 4_000_000_000 }).map(isoAt);
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 10_000 }), (from, minutes) => {
        const length = { text: '', seconds: minutes * 60 };
        return earlier(later(from, length, 'America/New_York'), length, 'America/New_York') === from;
      }),
    );
  });

  test('no duration ever ends before it began', () => {
    const lengths = fc.constantFrom('1 second', '1 day', '1 month', '1 working day', '1 office hour');
    const zones = fc.constantFrom('Pacific/Apia', 'Australia/Lord_Howe', 'America/New_York', 'Africa/Casablanca');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000_000_000 }), lengths, zones, (second, text, zone) => {
        const from = isoAt(second);
        return later(from, of(text), zone) > from && earlier(from, of(text), zone) < from;
      }),
      { numRuns: 300 },
    );
  });
});

describe('working days', () => {
  test.each([
    ['2026-03-06 10:00', 1, '2026-03-09 10:00'], // a Friday
    ['2026-03-07 10:00', 1, '2026-03-09 10:00'], // a Saturday
    ['2026-03-05 10:00', 2, '2026-03-09 10:00'],
    ['2026-03-02 10:00', 5, '2026-03-09 10:00'],
    ['2026-03-27 10:00', 1, '2026-03-30 10:00'], // over the change to summer time
  ])('from %s, %i on is %s', (from, workingDays, expected) => {
    expect(later(at(from), { text: '', workingDays }, 'Europe/Paris')).toBe(at(expected));
  });

  test('pass over the dates on which the office is closed', () => {
    const office: OfficeHours = { ...usualOfficeHours, closed: ['2026-12-25', '2027-01-01'] };
    expect(later(at('2026-12-24 10:00'), of('1 working day'), 'Europe/Paris', office)).toBe(at('2026-12-28 10:00'));
    expect(earlier(at('2026-12-28 10:00'), of('1 working day'), 'Europe/Paris', office)).toBe(at('2026-12-24 10:00'));
  });
});

describe('office hours', () => {
  test.each([
    ['2026-03-02 10:00', 4, '2026-03-02 14:00'],
    ['2026-03-02 15:00', 2, '2026-03-02 17:00'], // may end at closing time
    ['2026-03-02 16:00', 2, '2026-03-03 10:00'],
    ['2026-03-06 16:00', 2, '2026-03-09 10:00'], // over the weekend
    ['2026-03-07 12:00', 1, '2026-03-09 10:00'],
    ['2026-03-02 06:00', 1, '2026-03-02 10:00'],
    ['2026-03-02 23:00', 8, '2026-03-03 17:00'],
  ])('from %s, %i later is %s', (from, officeHours, expected) => {
    expect(later(at(from), { text: '', officeHours }, 'Europe/Paris')).toBe(at(expected));
  });

  test('count back as well', () => {
    expect(earlier(at('2026-03-09 10:00'), of('2 office hours'), 'Europe/Paris')).toBe(at('2026-03-06 16:00'));
    expect(earlier(at('2026-03-08 12:00'), of('1 office hour'), 'Europe/Paris')).toBe(at('2026-03-06 16:00'));
  });

  test('run on the clock of the office, wherever the contact is', () => {
    const office: OfficeHours = { ...usualOfficeHours, timeZone: 'America/New_York', closed: ['2026-03-03'] };
    const fromTokyo = at('2026-03-03 08:00', 'Asia/Tokyo'); // Monday 18:00 in New York
    expect(later(fromTokyo, of('1 office hour'), 'Asia/Tokyo', office)).toBe(
      at('2026-03-04 10:00', 'America/New_York'),
    );
  });

  test('may reach over midnight', () => {
    const night: OfficeHours = { days: ['fri'], from: '22:00', to: '02:00', closed: [] };
    expect(later(at('2026-03-06 23:00'), of('2 office hours'), 'Europe/Paris', night)).toBe(at('2026-03-07 01:00'));
    expect(later(at('2026-03-07 01:00'), of('2 office hours'), 'Europe/Paris', night)).toBe(at('2026-03-13 23:00'));
    expect(earlier(at('2026-03-07 01:00'), of('2 office hours'), 'Europe/Paris', night)).toBe(at('2026-03-06 23:00'));
    expect(earlier(at('2026-03-06 23:30'), of('1 office hour'), 'Europe/Paris', night)).toBe(at('2026-03-06 22:30'));
  });

  test('pass by night as well in an office that never closes on its days', () => {
    const always: OfficeHours = { days: ['mon', 'tue', 'wed'], from: '08:00', to: '08:00', closed: ['2026-03-04'] };
    expect(later(at('2026-03-03 03:00'), of('1 office hour'), 'Europe/Paris', always)).toBe(at('2026-03-03 04:00'));
    expect(later(at('2026-03-03 03:00'), of('30 office hours'), 'Europe/Paris', always)).toBe(at('2026-03-09 09:00'));
    expect(earlier(at('2026-03-09 09:00'), of('30 office hours'), 'Europe/Paris', always)).toBe(at('2026-03-03 03:00'));
  });

  test('hours there and back leave out only time in which nobody works', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000_000 }),
        fc.integer({ min: 1, max: 60 }),
        (second, officeHours) => {
          const length = { text: '', officeHours };
          const from = isoAt(second);
          const there = later(from, length, 'America/New_York');
          const back = earlier(there, length, 'America/New_York');
          expect(back >= from).toBe(true);
          expect(later(back, length, 'America/New_York')).toBe(there);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test('a length can be compared with a limit in seconds', () => {
  expect(atMostSeconds(of('1 hour 30 minutes'))).toBe(5400);
  expect(atMostSeconds(of('2 days'))).toBe(172_800);
  expect(atMostSeconds(of('5 working days'))).toBe(7 * 86_400);
});

function isoAt(second: number): string {
  return later('1990-01-01T00:00:00.000Z', { text: '', seconds: second }, 'UTC');
}

test('only words that can mean nothing else are offered as a repair: a number alone may be hours as well', () => {
  const mistake = (written: unknown) => (readDuration(written) as { mistake: object }).mistake;
  expect(mistake('3 dys')).toHaveProperty('meant');
  for (const written of [3, '3', 'soon', '-3 days'])
    expect(mistake(written), String(written)).not.toHaveProperty('meant');
});
