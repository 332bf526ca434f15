/** Whatever an author may write and whatever happens to a contact: nobody is left standing, nothing comes twice, and no engine is noticed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash } from '../../lib/compiler/content-hash.ts';
import type { Version } from '../../lib/language/version.ts';
import { bothEngines } from '../../lib/simulator/scenario/run-scenario.ts';
import { compileGenerated, compileOne } from '../support/compile-generated.ts';
import { faultsOf } from '../support/faults-of-lives.ts';
import { checkGenerated, type GeneratedDefinition } from '../support/generate-definitions.ts';
import { type Lived, live } from '../support/live.ts';
import { isFull, often, type Played, sayPlayed, somebodysLife, someDefinition } from '../support/properties.ts';

const DAY = 86_400_000;
const THREE_YEARS = 3 * 365 * DAY;

/** Whoever is stopped in the instant in which they began has got as far as a wait by then, or not: two runs, side by side. */
function withoutStoppedWaits(lines: Lived['told'][string]): Lived['told'][string] {
  const stopped = lines.find(({ kind, outcome }) => kind === 'ended' && outcome === 'operator');
  return lines.filter(({ kind, at }) => kind !== 'waiting' || at !== stopped?.at);
}

/** What counts of a life, whoever carried it. */
const livedThrough = ({ told, handed, left }: Lived) => ({
  told: Object.fromEntries(Object.entries(told).map(([run, lines]) => [run, withoutStoppedWaits(lines)])),
  handed: handed.map(({ run, key, at, subject, text }) => [run, key, at, subject, text].join(' ')).sort(),
  left,
});

/** What the registry keeps is text. */
const stored = (version: Version): Version => JSON.parse(JSON.stringify(version));

test('every run ends or waits for what lies ahead, sends each message once, and is the same on both engines, stored or not', async () => {
  const isWell = async ({ definition, life }: Played, isStored: [boolean, boolean]) => {
    fc.pre(isFull || !beginsAnewForYears(definition.text));
    const said = sayPlayed({ definition, life });
    const lived: Lived[] = [];
    for (const [index, engine] of bothEngines.entries()) {
      const keep = isStored[index] ? stored : undefined;
      const compiled = compileGenerated(definition, engine, { settings: { quietHours: life.quietHours }, keep });
      const one = await live(life, compiled, { afterwardsMs: afterwards(definition.text) });
      expect(await faultsOf(one), `${engine}\n${said}`).toEqual([]);
      lived.push(one);
    }
    const [standard, express] = lived;
    expect(livedThrough(express!), said).toEqual(livedThrough(standard!));
  };
  const eitherWay = fc.tuple(fc.boolean(), fc.boolean());
  await fc.assert(fc.asyncProperty(somebodysLife(), eitherWay, isWell), often(400, 30));
});

test('a version is what it was, and has the hash that it had, when it comes back from the registry', () => {
  const isKept = (definition: GeneratedDefinition) => {
    const { hash, ...content } = compileOne(checkGenerated(definition));
    expect(stored({ hash, ...content })).toStrictEqual({ hash, ...content });
    const { hash: _, ...kept } = stored({ hash, ...content });
    expect(contentHash(kept)).toBe(hash);
  };
  fc.assert(fc.property(someDefinition(), isKept), often(1_000));
});

/** Loops are walked a thousand times over, and who is in a segment begins anew each time: that takes its time. */
const afterwards = (text: string): number => (isFull || !goesRound(text) ? THREE_YEARS : 30 * DAY);
const goesRound = (text: string): boolean =>
  text.includes('go-to: ') || (text.includes('again: always') && text.includes('- segment: '));

/** Whoever is in the segment is let in a thousand times on end, and by the clock so once more each week. */
const beginsAnewForYears = (text: string): boolean =>
  ['again: always', '  - segment: ', '  - schedule: '].every((written) => text.includes(written));
