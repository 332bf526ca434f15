import { expect, test } from 'vitest';
import { decodeChange, decodeChanges, type StreamRecord } from '../../../functions/aws/decode-change.ts';
import { aContact, anEvent, aRun, at } from '../../support/records.ts';

const image = (type: string, rev: number, body: unknown, more = {}) => ({
  pk: { S: 'C#ann' },
  sk: { S: type },
  type: { S: type },
  rev: { N: String(rev) },
  body: { S: JSON.stringify(body) },
  ...more,
});

const record = (
  eventName: StreamRecord['eventName'],
  images: Pick<StreamRecord['dynamodb'], 'NewImage' | 'OldImage'>,
): StreamRecord => ({
  eventName,
  dynamodb: { SequenceNumber: '1', ...images },
});

test('a stored event is told as it was stored', () => {
  const inserted = record('INSERT', { NewImage: image('event', 1, anEvent()) });
  expect(decodeChange(inserted)).toEqual({ kind: 'event', id: 'C#ann/event@000000000001', event: anEvent() });
});

test('a change comes with both of its sides', () => {
  const before = aContact();
  const after = aContact({ rev: 2, fields: { plan: 'pro' } });
  const modified = record('MODIFY', { OldImage: image('contact', 1, before), NewImage: image('contact', 2, after) });
  expect(decodeChange(modified)).toEqual({ kind: 'contact', id: 'C#ann/contact@000000000002', before, after });
});

test('a membership says which way it went', () => {
  const membership = { contact: { S: 'ann' }, segment: { S: 'vip' }, member: { BOOL: false }, since: { S: at(5) } };
  const NewImage = { ...image('segment', 2, null), ...membership };
  expect(decodeChange(record('MODIFY', { OldImage: image('segment', 1, null), NewImage }))).toEqual({
    kind: 'segment',
    id: 'C#ann/segment@000000000002',
    contact: 'ann',
    segment: 'vip',
    member: false,
    at: at(5),
  });
});

test('a run or contact that is removed leaves what it was; an event that ran out of time says nothing', () => {
  expect(decodeChange(record('REMOVE', { OldImage: image('run', 9, aRun()) }))).toEqual({
    kind: 'run',
    id: 'C#ann/run@gone',
    before: aRun(),
    after: undefined,
  });
  expect(decodeChange(record('REMOVE', { OldImage: image('event', 1, anEvent()) }))).toBeUndefined();
});

test('what nobody waits for is passed over: other kinds, and touches that changed nothing', () => {
  const records = [
    record('INSERT', { NewImage: image('line', 1, {}) }),
    record('INSERT', { NewImage: { pk: { S: 'x' }, sk: { S: 'y' } } }),
    record('MODIFY', {
      OldImage: image('run', 3, aRun()),
      NewImage: image('run', 3, aRun(), { expiresAt: { N: '1' } }),
    }),
    record('REMOVE', {}),
  ];
  expect(decodeChanges(records)).toEqual([]);
});

test('a stream that repeats itself says the same id again', () => {
  const again = record('INSERT', { NewImage: image('event', 1, anEvent()) });
  const [first, second] = decodeChanges([again, structuredClone(again)]);
  expect(second).toEqual(first);
});
