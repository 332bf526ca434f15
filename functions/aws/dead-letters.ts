/** What a function has given up on, month by month; gone by itself where no operator has asked for it in that time. */
import type { DeadLetter, DeadLetters } from '../../lib/engine/ports.ts';
import type { Clock } from '../../lib/language/ports.ts';
import { bodyOf, expiryOf } from './item.ts';
import { keys, partitions, ranges } from './keys.ts';
import type { Table } from './table.ts';

const KEPT_DAYS = 60;
const DAY_MS = 86_400_000;

export function createDeadLetters(table: Table, clock: Clock): DeadLetters {
  return {
    async keep(letter) {
      const expiresAt = expiryOf(letter.at, KEPT_DAYS);
      await table.put({ ...keys.deadLetter(letter), type: 'dead-letter', expiresAt, body: JSON.stringify(letter) });
    },
    async list({ function: of, atMost }) {
      const found: DeadLetter[] = [];
      for (const month of monthsUpTo(clock.now())) {
        for await (const item of table.query(partitions.deadLetters(month), ranges.all)) {
          const letter = bodyOf<DeadLetter>(item);
          if (of === undefined || letter.function === of) found.push(letter);
          if (found.length >= atMost) return found;
        }
      }
      return found;
    },
    remove: (letter) => table.remove(keys.deadLetter(letter)),
  };
}

/** All in which there may still be something. */
function monthsUpTo(now: string): string[] {
  const months = new Set<string>();
  for (let ms = Date.parse(now) - KEPT_DAYS * DAY_MS; ms <= Date.parse(now); ms += DAY_MS)
    months.add(new Date(ms).toISOString().slice(0, 7));
  return [...months];
}
