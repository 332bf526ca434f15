/** Records that are written again and again are kept short, and come back as they were. */
import { expect, test } from 'vitest';
import { readBody, shortBody } from '../../../functions/aws/short-body.ts';
import { aRun } from '../../support/records.ts';

test('a short body is left readable', () => {
  expect(shortBody({ state: 'live' })).toBe('{"state":"live"}');
});

test('a long one comes back as it was, whatever people write, in much less than half the room', () => {
  const long = { ...aRun(), trigger: { ...aRun().trigger, data: { note: 'Grüße aus Köln 🎉 '.repeat(40) } } };
  const body = shortBody(long);
  expect(JSON.parse(readBody(body))).toEqual(JSON.parse(JSON.stringify(long)));
  expect(body.length).toBeLessThan(JSON.stringify(long).length / 2);
});

test('what was compressed once can be read for as long as it is kept', () => {
  const kept =
    'z1.ddM9CoNQFEThvdgLzkziz2JSJPBKH0FMmb0LViLntaf7uHeuC3rX2pjHXr6n+rLi+ls/ZeuHcz33KqzGGqwPrE+sI9YJ64x1YUUDxzoxT+wTA8VCMVFsFCPFSrPSjRuy0qw0K81Ks9KsNCvNyrAyrEzjVVkZVoaVYWVYGVZm6V7/Aw==';
  const steps = Array.from({ length: 40 }, (_, number) => `send-email-number-${number}`);
  expect(JSON.parse(readBody(kept))).toEqual({ contact: 'ann', status: 'running', steps });
});
