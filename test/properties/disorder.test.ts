/** Whatever comes twice or in another order, whoever pauses, and where all executions are lost: the contact lives through the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../lib/language/definition.ts';
import { bothEngines } from '../../lib/simulator/scenario/run-scenario.ts';
import { compileGenerated } from '../support/compile-generated.ts';
import { disturbances } from '../support/disturbances.ts';
import { faultsOf } from '../support/faults-of-lives.ts';
import { interrupted, interruptions } from '../support/interruptions.ts';
import { type Lived, type LiveOptions, live } from '../support/live.ts';
import { often, type Played, sayPlayed, somebodysLife } from '../support/properties.ts';

const AFTERWARDS_MS = 30 * 86_400_000;
/** A Task that runs twice may hold its step for minutes, and what is late is late. */
const harmless = Object.keys(disturbances).filter((name) => !/Task|late by/.test(name));

/** What counts of a life; the decision log may have another word for what had been done already. */
const livedThrough = ({ told, handed, left }: Lived) => ({
  told: Object.fromEntries(
    Object.entries(told).map(([whose, lines]) => [whose, lines.map(({ text: _, ...line }) => line)]),
  ),
  handed: handed.map(({ run, key, at, text }) => [run, key, at, text].join(' ')).sort(),
  left,
});

test('a life is the same, however it is disturbed', async () => {
  const isUndisturbed = async ({ definition, life }: Played, engine: Engine, name: string, seed: number) => {
    // A wait that moves by the length of a pause moves, of course.
    const one = { ...definition, text: definition.text.replace('due: shift\n', '') };
    const compiled = compileGenerated(one, engine, { settings: { quietHours: life.quietHours } });
    const calm = await live(life, compiled, { afterwardsMs: AFTERWARDS_MS });
    const isTheSame = async (what: string, lived: Played['life'], options: LiveOptions) => {
      const other = await live(lived, compiled, options);
      const said = `${engine}, ${what}\n${sayPlayed({ definition: one, life: lived })}`;
      expect(await faultsOf(other), said).toEqual([]);
      expect(livedThrough(other), said).toEqual(livedThrough(calm));
    };

    await isTheSame(name, life, { ...disturbances[name]!(seed), afterwardsMs: AFTERWARDS_MS });
    for (const what of interruptions) {
      await isTheSame(what, interrupted(life, calm, { what, seed, definition: 'generated' }), {});
    }
  };
  const engine = fc.constantFrom(...bothEngines);
  const parts = [somebodysLife({ pauses: false }), engine, fc.constantFrom(...harmless), fc.nat()] as const;
  await fc.assert(fc.asyncProperty(...parts, isUndisturbed), often(300, 14));
});
