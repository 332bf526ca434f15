import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock, toInstant, toMs } from '../../lib/simulator/clock.ts';

const start = '2026-03-02T09:00:00.000Z';
const plus = (ms: number) => toInstant(toMs(start) + ms);
const day = 86_400_000;

describe('the virtual clock', () => {
  test('stands still until it is moved', async () => {
    const clock = createClock(start);
    expect(clock.now()).toBe(start);
    await clock.advanceBy(1_500);
    expect(clock.now()).toBe('2026-03-02T09:00:01.500Z');
    await clock.advanceTo('2026-03-02T12:00:00+02:00');
    expect(clock.now()).toBe('2026-03-02T10:00:00.000Z');
  });

  test('shows a timer its own due instant, and stops where it was told to', async () => {
    const clock = createClock(start);
    const seen: string[] = [];
    clock.at(plus(2_000), () => void seen.push(clock.now()));
    clock.at(plus(9_000), () => void seen.push(clock.now()));
    await clock.advanceBy(5_000);
    expect(seen).toEqual([plus(2_000)]);
    expect(clock.now()).toBe(plus(5_000));
    expect(clock.nextDue()).toBe(plus(9_000));
  });

  test('fires timers of one instant in the order they were set, whatever was set in between', async () => {
    const clock = createClock(start);
    const fired: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      clock.at(plus(1_000), () => void fired.push(name));
      clock.at(plus(500), () => {});
    }
    await clock.advanceBy(1_000);
    expect(fired).toEqual(['first', 'second', 'third']);
  });

  test('fires in the same advance what a timer sets, also when it is overdue, behind what was due already', async () => {
    const clock = createClock(start);
    const fired: string[] = [];
    clock.at(plus(1_000), () => {
      fired.push('parent');
      clock.at(plus(3_000), () => void fired.push(`later at ${clock.now()}`));
      clock.at(plus(-5_000), () => void fired.push(`overdue at ${clock.now()}`));
    });
    clock.at(plus(1_000), () => void fired.push('sibling'));
    await clock.advanceBy(3_000);
    expect(fired).toEqual(['parent', 'sibling', `overdue at ${plus(1_000)}`, `later at ${plus(3_000)}`]);
  });

  test('waits for each timer to finish before the next one begins', async () => {
    const clock = createClock(start);
    const log: string[] = [];
    const slow = (name: string) => async () => {
      log.push(`${name} begins`);
      for (let i = 0; i < 5; i++) await Promise.resolve();
      log.push(`${name} ends ${clock.now()}`);
    };
    clock.at(plus(1), slow('a'));
    clock.at(plus(2), slow('b'));
    await clock.advanceBy(10);
    expect(log).toEqual(['a begins', `a ends ${plus(1)}`, 'b begins', `b ends ${plus(2)}`]);
  });

  test('carries a wait of ten years, far beyond what a platform timer can', async () => {
    const clock = createClock(start);
    let fired = 0;
    clock.at(plus(3_650 * day), () => void fired++);
    await clock.advanceBy(3_649 * day);
    expect(fired).toBe(0);
    expect(await clock.advanceToNext()).toBe(true);
    expect([fired, clock.now()]).toEqual([1, plus(3_650 * day)]);
    expect(await clock.advanceToNext()).toBe(false);
  });

  test('refuses to run backward, and to read what is no instant', async () => {
    const clock = createClock(start);
    await expect(clock.advanceTo(plus(-1))).rejects.toThrow(`stands at ${start}`);
    await expect(clock.advanceBy(-1)).rejects.toThrow('cannot go back');
    expect(() => clock.at('tomorrow', () => {})).toThrow('`tomorrow` is no instant');
    expect(clock.now()).toBe(start);
  });

  test('refuses a second advance while one is under way', async () => {
    const clock = createClock(start);
    clock.at(plus(1), () => clock.advanceBy(1));
    await expect(clock.advanceBy(5)).rejects.toThrow('advancing already');
  });

  test('hands on what a timer throws, and keeps the timers behind it', async () => {
    const clock = createClock(start);
    let fired = false;
    clock.at(plus(1), () => {
      throw new Error('broken');
    });
    clock.at(plus(2), () => {
      fired = true;
    });
    await expect(clock.advanceBy(5)).rejects.toThrow('broken');
    expect([clock.now(), fired]).toEqual([plus(1), false]);
    await clock.advanceBy(5);
    expect(fired).toBe(true);
  });

  test('forgets a canceled timer', async () => {
    const clock = createClock(start);
    const fired: string[] = [];
    const canceled = clock.at(plus(1), () => void fired.push('canceled'));
    clock.at(plus(2), () => kept.cancel());
    const kept = clock.at(plus(2), () => void fired.push('canceled by its neighbor'));
    clock.at(plus(3), () => void fired.push('kept'));
    canceled.cancel();
    canceled.cancel();
    expect(clock.nextDue()).toBe(plus(2));
    await clock.advanceBy(10);
    expect(fired).toEqual(['kept']);
    expect(clock.nextDue()).toBeUndefined();
  });

  test('a hundred thousand timers set and canceled leave the others untouched', async () => {
    const clock = createClock(start);
    const fired: number[] = [];
    for (let i = 0; i < 100_000; i++) {
      const timer = clock.at(plus(1_000 + ((i * 7_919) % 5_000)), () => void fired.push(i));
      if (i % 1_000 !== 0) timer.cancel();
    }
    await clock.advanceBy(day);
    expect(fired.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i * 1_000));
  });

  test('fires any timers, some canceled, exactly as a stable sort by due instant would', async () => {
    const timers = fc.array(fc.record({ due: fc.integer({ min: -5, max: 40 }), canceled: fc.boolean() }), {
      maxLength: 300,
    });
    await fc.assert(
      fc.asyncProperty(timers, fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 6 }), async (all, advances) => {
        const clock = createClock(start);
        const fired: number[] = [];
        const handles = all.map(({ due }, i) => clock.at(plus(due), () => void fired.push(i)));
        for (const [i, timer] of all.entries()) if (timer.canceled) handles[i]!.cancel();
        for (const ms of advances) await clock.advanceBy(ms);
        await clock.advanceTo(plus(100));

        const expected = all
          .map((timer, i) => ({ ...timer, i }))
          .filter((timer) => !timer.canceled)
          .sort((a, b) => Math.max(a.due, 0) - Math.max(b.due, 0));
        expect(fired).toEqual(expected.map((timer) => timer.i));
      }),
    );
  });
});
