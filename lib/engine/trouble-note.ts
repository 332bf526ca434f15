/** Remembers from where a definition's failures and complaints are counted: brought back, it begins anew. */
import type { EnginePorts } from './ports.ts';
import { fromNow } from './trouble.ts';

export const noteOfTrouble = (definition: string): string => `trouble ${definition}`;

export async function countAnew(
  definition: string,
  { counters, notes, clock }: Pick<EnginePorts, 'counters' | 'notes' | 'clock'>,
): Promise<void> {
  const name = noteOfTrouble(definition);
  const [counts, kept] = await Promise.all([counters.read(definition), notes.read(name)]);
  await notes.keep(name, fromNow(counts, clock.now()), kept?.rev ?? 0);
}
