import { expect, test } from 'vitest';
import * as z from 'zod';
import { days, weekdays, weekend } from '../../lib/language/days.ts';
import { mistakeOf } from '../../lib/language/mistake.ts';

const mistake = (written: unknown) => mistakeOf(days.safeParse(written).error!.issues[0]!)!;

test('weekdays, weekend and a list become the days themselves, in the order of the week', () => {
  expect(days.parse('weekdays')).toEqual(weekdays);
  expect(days.parse('weekend')).toEqual(weekend);
  expect(days.parse(['fri', 'wed', 'fri'])).toEqual(['wed', 'fri']);
});

test.each([
  [['monday'], [0], 'Did you mean `mon`?'],
  [['mon', 'thurs'], [1], 'Did you mean `thu`?'],
  [['Mon'], [0], 'Did you mean `mon`?'],
  ['weekday', [], 'Did you mean `weekdays`?'],
  ['working days', [], 'Did you mean `weekdays`?'],
  ['mon', [], 'Write `weekdays`, `weekend` or a list like [wed, fri].'],
  ['friday', [], 'Did you mean [fri]?'],
  ['xmas', [], 'Write `weekdays`, `weekend` or a list like [wed, fri].'],
  [[], [], 'Name one, as in [wed, fri].'],
  [[7], [0], 'Write `weekdays`, `weekend` or a list like [wed, fri].'],
  [{}, [], 'Write `weekdays`, `weekend` or a list like [wed, fri].'],
])('%j names no days; the way out points at the wrong one', (written, path, hint) => {
  expect(mistake(written)).toMatchObject({ code: 'WM116', path, hint });
});

test('what can only be meant is offered as a repair, and nothing else', () => {
  expect(mistake(['monday']).meant).toEqual({ for: 'monday', text: 'mon' });
  expect(mistake('working days').meant).toEqual({ for: 'working days', text: 'weekdays' });
  // A repair of the word alone would leave no list.
  for (const written of ['friday', 'xmas', 'mon', ['xmas'], [7]]) expect(mistake(written)).not.toHaveProperty('meant');
});

test('editors offer the words', () => {
  expect(z.toJSONSchema(days, { io: 'input' })).toMatchObject({
    anyOf: [{ enum: ['weekdays', 'weekend'] }, { items: { enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] } }],
  });
});
