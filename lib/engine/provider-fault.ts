/** What follows where a provider takes nothing from us any more: nobody is lost, and nobody's message fails for it. */
import { anHourAfter } from './later-by.ts';
import type { Passage } from './passage.ts';
import { pauseItself } from './pause-itself.ts';

/** The run that met it stands still with its definition, and sends once that goes on. */
export async function standStill(
  { record, ports }: Passage,
  { step, says, reason }: { step: string; says: string; reason: string },
): Promise<{ outcome: 'held'; reason: string; until: string }> {
  const { definition, contact, run } = record;
  const live = await ports.registry.definition(definition);
  const now = ports.clock.now();
  if (live?.state === 'live') await pauseItself(live, { reason: `${says}, ${reason}`, contact, run, step }, ports);
  // What an operator has said stands: of what was disabled, those inside come again from time to time.
  return { outcome: 'held', reason, until: live?.state === 'disabled' ? anHourAfter(now) : now };
}
