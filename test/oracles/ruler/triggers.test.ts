/** What starts a run, asked of AWS's event-ruler: a trigger means what an author who knows EventBridge would expect. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { familiesOf } from '../../../lib/language/event.ts';
import { triggerKind } from '../../../lib/language/registry.ts';
import { askRuler } from './judge.ts';
import { aTrigger, happenings, likely, notAsked } from './triggers.ts';

const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);

const asked = aTrigger.chain((one) =>
  fc.record({
    one: fc.constant(one),
    events: fc
      .tuple(
        fc.array(happenings, { minLength: 3, maxLength: 3 }),
        fc.array(likely(one), { minLength: 9, maxLength: 9 }),
      )
      .map((both) => both.flat()),
  }),
);

test('a trigger starts on what its pattern lets through, and is found under the key of each such event', () => {
  const triggers = fc.sample(asked, { numRuns: isFull ? 40_000 : 3_000, seed });
  const questions = triggers.map(({ one: { pattern }, events }) => ({
    pattern,
    events: events.map(({ family, name, data }) => ({ family, name, data })),
  }));

  const rulings = askRuler(questions);

  const wrong: string[] = [];
  let started = 0;
  triggers.forEach(({ one: { trigger }, events }, index) => {
    const kind = triggerKind(trigger.kind);
    const ruling = rulings[index]!;
    if (!Array.isArray(ruling)) throw new Error(`${JSON.stringify(questions[index]!.pattern)}: ${ruling.refused}`);
    events.forEach((event, at) => {
      const starts = event.family === kind.family && kind.matches(trigger, event);
      if (starts !== ruling[at])
        wrong.push(`${JSON.stringify(trigger)} on ${JSON.stringify(event)}: ${starts} with us`);
      if (starts) started += 1;
      if (starts && !familiesOf(event).includes(kind.route(trigger)))
        wrong.push(`${JSON.stringify(trigger)} is not found`);
    });
  });
  console.log('triggers', { triggers: triggers.length, events: 12 * triggers.length, started, notAsked });
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(started).toBeGreaterThan(triggers.length);
});
