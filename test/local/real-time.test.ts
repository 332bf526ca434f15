import { expect, test } from 'vitest';
import { createRealTime } from '../../lib/local/time/real-time.ts';

const DAY_MS = 86_400_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');

/** A wall clock and a sleep that the test holds in its hand. */
function aWall() {
  let nowMs = start;
  let sleeping: { wakeMs: number; wake(): void } | undefined;
  const naps: number[] = [];
  const time = createRealTime({
    wall: () => nowMs,
    sleep(ms, wake) {
      naps.push(ms);
      const own = { wakeMs: nowMs + ms, wake };
      sleeping = own;
      return {
        cancel() {
          if (sleeping === own) sleeping = undefined;
        },
      };
    },
    onFault(thrown) {
      throw thrown;
    },
  });
  return {
    time,
    naps,
    set: (ms: number) => {
      nowMs = ms;
    },
    async pass(ms: number) {
      const end = nowMs + ms;
      while (sleeping && sleeping.wakeMs <= end) {
        nowMs = Math.max(nowMs, sleeping.wakeMs);
        const { wake } = sleeping;
        sleeping = undefined;
        wake();
        // A look is over when the clock has been asked and the next sleep has begun.
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      }
      nowMs = Math.max(nowMs, end);
    },
  };
}

test('a wait of forty days lasts forty days, though no timer of the platform can', async () => {
  const { time, naps, pass } = aWall();
  const fired: string[] = [];
  time.at(new Date(start + 40 * DAY_MS).toISOString(), () => void fired.push(time.now()));

  await pass(40 * DAY_MS - 1);
  expect(fired).toEqual([]);
  await pass(1);
  expect(fired).toEqual(['2026-04-11T09:00:00.000Z']);
  expect(Math.max(...naps)).toBeLessThanOrEqual(DAY_MS);
});

test('timers fire in the order in which they are due, however they were set', async () => {
  const { time, pass } = aWall();
  const fired: string[] = [];
  for (const minutes of [3, 1, 2]) {
    time.at(new Date(start + minutes * 60_000).toISOString(), () => void fired.push(`${minutes}`));
  }
  time.at(new Date(start + 90_000).toISOString(), () => void fired.push('canceled')).cancel();

  await pass(DAY_MS);
  expect(fired).toEqual(['1', '2', '3']);
  expect(time.nextDue()).toBeUndefined();
});

test('what is overdue happens at once', async () => {
  const { time, pass } = aWall();
  const fired: string[] = [];
  time.at('2020-01-01T00:00:00.000Z', () => void fired.push('overdue'));

  await pass(0);
  expect(fired).toEqual(['overdue']);
});

test('a clock that is set back neither fires anything early nor runs backward', async () => {
  const { time, set, pass } = aWall();
  const fired: string[] = [];
  time.at(new Date(start + 60_000).toISOString(), () => void fired.push('first'));
  await pass(60_000);
  set(start);

  expect(time.now()).toBe('2026-03-02T09:01:00.000Z');
  time.at(new Date(start + 120_000).toISOString(), () => void fired.push('second'));
  await pass(119_999);
  expect(fired).toEqual(['first']);
  await pass(1);
  expect(fired).toEqual(['first', 'second']);
});

test('closed, it wakes nobody any more', async () => {
  const { time, pass } = aWall();
  const fired: string[] = [];
  time.at(new Date(start + 60_000).toISOString(), () => void fired.push('late'));
  time.close();

  await pass(DAY_MS);
  expect(fired).toEqual([]);
});
