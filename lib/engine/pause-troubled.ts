/** Pauses a journey that fails or annoys too many. */
import type { Troubled } from './count-change.ts';
import { pauseItself } from './pause-itself.ts';
import type { EnginePorts } from './ports.ts';
import { type Since, sinceOf, type Trouble, troubleAt } from './trouble.ts';
import { noteOfTrouble } from './trouble-note.ts';

export interface Paused extends Trouble {
  definition: string;
}

/** Only where something has failed or somebody has complained is anything read. Gives the journeys that stand still by themselves now. */
export async function pauseTroubled(troubled: readonly Troubled[], ports: EnginePorts): Promise<Paused[]> {
  const paused: Paused[] = [];
  for (const [definition, own] of Map.groupBy(troubled, (one) => one.definition)) {
    const live = await ports.registry.definition(definition);
    if (live?.kind !== 'journey' || live.state !== 'live') continue;
    const found = await worstOf(definition, own, ports);
    if (!found) continue;
    const { trouble, example } = found;
    const { contact, run } = example;
    const pausing = { reason: sayTrouble(trouble), contact, run, step: trouble.step };
    if (await pauseItself(live, pausing, ports)) paused.push({ definition, ...trouble });
  }
  return paused;
}

interface Found {
  trouble: Trouble;
  /** Whom it happened to last. */
  example: Troubled;
}

async function worstOf(definition: string, own: readonly Troubled[], ports: EnginePorts): Promise<Found | undefined> {
  const now = ports.clock.now();
  const [counts, kept] = await Promise.all([
    ports.counters.read(definition),
    ports.notes.read<Since>(noteOfTrouble(definition)),
  ]);
  const since = sinceOf(kept?.note, counts, now);
  for (const example of own) {
    const trouble = troubleAt(example.step, example.what, counts, since);
    if (trouble) return { trouble, example };
  }
  // Lost to another one who counts as well, it is kept by that one.
  if (JSON.stringify(since) !== JSON.stringify(kept?.note))
    await ports.notes.keep(noteOfTrouble(definition), since, kept?.rev ?? 0);
  return undefined;
}

/** `12 of 100 failed at send-email-hello` */
const sayTrouble = ({ many, of, what, step }: Trouble): string => `${many} of ${of} ${what} at ${step}`;
