/** Whatever an author may write and whatever happens to a contact: nobody is left standing, nothing comes twice, and no engine is noticed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bothEngines } from '../../lib/simulator/scenario/run-scenario.ts';
import { compileGenerated } from '../support/compile-generated.ts';
import { faultsOf } from '../support/faults-of-lives.ts';
import { type Lived, live } from '../support/live.ts';
import { isFull, often, type Played, sayPlayed, somebodysLife } from '../support/properties.ts';

const DAY = 86_400_000;
const THREE_YEARS = 3 * 365 * DAY;

/** What counts of a life, whoever carried it. */
const livedThrough = ({ told, handed, left }: Lived) => ({
  told,
  handed: handed.map(({ run, key, at, subject, text }) => [run, key, at, subject, text].join(' ')).sort(),
  left,
});

test('every run ends or waits for what lies ahead, sends each message once, and is the same on both engines', async () => {
  const lives = async ({ definition, life }: Played) => {
    const lived: Lived[] = [];
    for (const engine of bothEngines) {
      const compiled = compileGenerated(definition, engine, { settings: { quietHours: life.quietHours } });
      const one = await live(life, compiled, { afterwardsMs: afterwards(definition.text) });
      expect(await faultsOf(one), `${engine}\n${sayPlayed({ definition, life })}`).toEqual([]);
      lived.push(one);
    }
    const [standard, express] = lived;
    expect(livedThrough(express!), sayPlayed({ definition, life })).toEqual(livedThrough(standard!));
  };
  await fc.assert(fc.asyncProperty(somebodysLife(), lives), often(400));
});

/** Loops are walked a thousand times over, which takes its time. */
const afterwards = (text: string): number => (isFull || !text.includes('go-to: ') ? THREE_YEARS : 30 * DAY);
