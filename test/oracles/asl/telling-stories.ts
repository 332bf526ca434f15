/** Chooses the stories worth telling: each one takes a way through its machine that none before it took. */
import type { Trial } from './machines.ts';
import { ours } from './ours.ts';
import type { Passage } from './passage.ts';
import { aStory, type Story } from './story.ts';

export interface Told {
  story: Story;
  ours: Passage;
}

/** Back-off doubles: the fourth attempt may come half a minute after the first. */
const MOST_IN_A_ROW = 4;

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
    if (!stubborn && rowsOf(passage).some(({ length }) => length > MOST_IN_A_ROW)) continue;
    const ways = waysOf(passage);
    if (ways.every((way) => seen.has(way))) continue;
    for (const way of ways) seen.add(way);
    told.push({ story, ours: passage });
  }
  return told;
}

function waysOf({ states, status, calls }: Passage): string[] {
  const moves = states.map((state, index) => `${state} → ${states[index + 1] ?? status}`);
  return [...moves, ...rowsOf({ calls }).map(({ state, length }) => `${state}, ${length} in a row`)];
}

/** How often each Task was called before another was. */
function rowsOf({ calls }: Pick<Passage, 'calls'>): { state: string; length: number }[] {
  const rows: { state: string; length: number }[] = [];
  for (const { state } of calls) {
    const last = rows.at(-1);
    if (last?.state === state) last.length += 1;
    else rows.push({ state, length: 1 });
  }
  return rows;
}

/** States that no story enters, which is what the trial does not prove. */
export function neverEntered({ machine }: Trial, told: readonly Told[]): string[] {
  const entered = new Set(told.flatMap(({ ours: passage }) => passage.states));
  return Object.keys(machine.States).filter((state) => !entered.has(state));
}
