/** Chooses the stories worth telling: each one takes a way through its machine that none before it took. */
import type { Trial } from './machines.ts';
import { ours } from './ours.ts';
import type { Passage } from './passage.ts';
import { aStory, type Story } from './story.ts';

export interface Told {
  story: Story;
  ours: Passage;
}

interface Wish {
  seeds: number;
  /** Retries until they are used up, where they cost no time. */
  stubborn: boolean;
}

/** As many of `seeds` as show something new; our own interpreter tells them first, because it is quick. */
export async function tellingStories({ name, machine }: Trial, { seeds, stubborn }: Wish): Promise<Told[]> {
  const seen = new Set<string>();
  const told: Told[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const story = aStory(`${name}-${seed}`, machine, seed, { isStubborn: stubborn && seed % 3 === 0 });
    const passage = await ours.pass(story);
    const ways = waysOf(passage);
    if (ways.every((way) => seen.has(way))) continue;
    for (const way of ways) seen.add(way);
    told.push({ story, ours: passage });
  }
  return told;
}

function waysOf({ states, status, calls }: Passage): string[] {
  const moves = states.map((state, index) => `${state} → ${states[index + 1] ?? status}`);
  const turns = calls.map(({ state }, at) => {
    const others = calls.slice(at).findIndex((call) => call.state !== state);
    return `${state}, ${others < 0 ? calls.length - at : others} in a row`;
  });
  return [...moves, ...turns];
}

/** States that no story enters, which is what the trial does not prove. */
export function neverEntered({ machine }: Trial, told: readonly Told[]): string[] {
  const entered = new Set(told.flatMap(({ ours: passage }) => passage.states));
  return Object.keys(machine.States).filter((state) => !entered.has(state));
}
