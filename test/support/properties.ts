/** How properties are put to the test: so many definitions and lives, the same ones each time, more of them where there is time. */
import fc from 'fast-check';
import { aDefinition, type GeneratedDefinition } from './generate-definitions.ts';
import { aLife, type Life, type LifeWish } from './generated-lives.ts';

export const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);

/** A hundred, or as many as `.ci/run` takes time for. */
export const often = (full: number): fc.Parameters<unknown> => ({
  numRuns: isFull ? full : 100,
  seed,
  endOnFailure: true,
});

export interface Played {
  definition: GeneratedDefinition;
  life: Life;
}

/** Of moderate length, so that many are tried. */
export const someDefinition = (): fc.Arbitrary<GeneratedDefinition> =>
  fc.noBias(aDefinition({ leastSteps: 3, mostSteps: isFull ? 16 : 10 }));

export const somebodysLife = (wish: LifeWish = {}): fc.Arbitrary<Played> =>
  someDefinition().chain((definition) => aLife(definition, wish).map((life) => ({ definition, life })));

/** In a report of a failure: what an author would write, and what happened. */
export const sayPlayed = ({ definition, life }: Played): string =>
  `${definition.text}\n${life.start} ${JSON.stringify(life.quietHours ?? '')}\n${[...life.contacts, ...life.moves].map((one) => JSON.stringify(one)).join('\n')}`;
