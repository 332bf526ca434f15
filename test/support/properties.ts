/** How properties are put to the test: so many definitions and lives, the same ones each time, more of them where there is time. */
import fc from 'fast-check';
import { aDefinition, type GeneratedDefinition } from './generate-definitions.ts';
import { aLife, type Life, type LifeWish } from './generated-lives.ts';

export const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);

/** As often as `npm test` has time for, or with `WAYMARK_FULL=1` as often as it takes to find what is rare. */
export const often = (full: number, everyDay = 100): fc.Parameters<unknown> => ({
  numRuns: isFull ? full : everyDay,
  seed,
  endOnFailure: true,
});

export interface Played {
  definition: GeneratedDefinition;
  life: Life;
}

/** Of moderate length, so that many are tried. */
export const someDefinition = (): fc.Arbitrary<GeneratedDefinition> =>
  fc.noBias(aDefinition({ leastSteps: 3, mostSteps: isFull ? 16 : 7 }));

export const somebodysLife = (wish: LifeWish = {}): fc.Arbitrary<Played> =>
  someDefinition().chain((definition) =>
    aLife(definition, { mostMoves: isFull ? 14 : 8, ...wish }).map((life) => ({ definition, life })),
  );

/** In a report of a failure: what an author would write, and what happened. */
export const sayPlayed = ({ definition, life }: Played): string =>
  `${definition.text}\n${life.start} ${JSON.stringify(life.quietHours ?? '')}\n${[...life.contacts, ...life.moves].map((one) => JSON.stringify(one)).join('\n')}`;
