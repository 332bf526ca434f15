/** Holds: whatever a run carries of its own history on its record, the contact's timeline shows all of it, once and in order. */
import { expect, test } from 'vitest';
import { inOrder, linesOf, withLines, withRoom } from '../../lib/engine/lines.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import { createMemoryTimeline } from '../../lib/simulator/ports/timeline.ts';
import { aLine, aRun, at } from '../support/records.ts';

const said = (key: string, more = {}) => aLine({ key, version: 'v1', step: 'call', outcome: 'done', ...more });

test('a line is read from the record as it was told, whatever version and run it was of', () => {
  const rows = [said('k1'), said('k2', { version: 'v0' }), said('k3', { facts: { due: at(60) }, at: at(1) })];
  const record = withLines(aRun(), rows, 1);
  expect(linesOf(record)).toEqual(rows.map((row, place) => ({ ...row, seq: 1, place })));
  expect(JSON.stringify(record.lines)).not.toContain('trial-activation');
});

test('what one write adds to another of the same moment stands behind it', () => {
  const record = withLines(withLines(aRun(), [said('k1'), said('k2')], 1), [said('k3')], 1);
  expect(inOrder(linesOf(record).toReversed()).map(({ key }) => key)).toEqual(['k1', 'k2', 'k3']);
});

test('a long history leaves the record for items of its own, and nothing of it is lost or doubled', async () => {
  let record: RunRecord = aRun();
  const timeline = createMemoryTimeline(async () => [record]);
  const keys: string[] = [];
  let longest = 0;
  for (let seq = 1; seq <= 60; seq++) {
    // Another write came first: what was put out stays out, and is not told twice.
    await withRoom(record, { timeline });
    keys.push(`k${seq}`);
    record = { ...withLines(await withRoom(record, { timeline }), [said(`k${seq}`, { at: at(seq) })], seq), seq };
    longest = Math.max(longest, JSON.stringify(record).length);
  }
  expect((await timeline.of('ann')).map(({ key }) => key)).toEqual(keys);
  expect(longest).toBeLessThan(4_000);
});

test('what is not written yet is not put out: another write may come first', async () => {
  const timeline = createMemoryTimeline(async () => []);
  const unwritten = withLines(
    aRun(),
    Array.from({ length: 40 }, (_, index) => said(`k${index}`)),
    1,
  );
  expect(await withRoom(unwritten, { timeline })).toBe(unwritten);
  expect(await timeline.of('ann')).toEqual([]);
});
