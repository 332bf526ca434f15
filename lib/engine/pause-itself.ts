/** Takes a definition out of service that does harm or gets nothing out: nothing more goes wrong, nobody is lost, its owner is told once. */
import { keyOf } from './keys.ts';
import type { EnginePorts, LiveDefinition } from './ports.ts';

/** Who says so, in the book and in the registry. */
export const ITSELF = 'waymark';

/** Why, and to whom it happened last. */
export interface Pausing {
  reason: string;
  contact: string;
  run: string;
  step: string;
}

/**
 * Tells first, then pauses: whoever dies in between comes again and finds what was told. Once from one word of an
 * operator to the next, whoever it is that notices. Gives whether nobody had told of it before.
 */
export async function pauseItself(live: LiveDefinition, { reason, ...example }: Pausing, ports: EnginePorts) {
  const { name, since = '' } = live;
  const effectKey = keyOf('paused-itself', name, since);
  const { isNew, at } = await tellOwner(live, { effectKey, reason, ...example }, ports);
  await ports.audit.write({ id: effectKey, at, by: ITSELF, did: 'pause', definition: name, reason });
  // What an operator says meanwhile stands.
  await ports.registry.setState(name, 'paused', at, { by: ITSELF, reason, onlyIf: 'live' });
  return isNew;
}

async function tellOwner(
  { name, version: hash }: LiveDefinition,
  { effectKey, reason, contact: contactId, run, step }: Pausing & { effectKey: string },
  ports: EnginePorts,
): Promise<{ isNew: boolean; at: string }> {
  const now = ports.clock.now();
  const version = await ports.registry.version(name, hash);
  const owner = version?.definition.owner ?? '';
  const told = await ports.followUps.create({
    effectKey,
    contactId,
    run,
    step,
    asks: 'look',
    title: `${name} has paused itself: ${reason}. Resume it when that is mended.`,
    // Who owns it is on its file, whether or not they are a colleague that anybody knows.
    assigneeId: (await ports.colleagues.find(owner, contactId)) ?? owner,
    dueAt: now,
    createdAt: now,
    state: 'open',
  });
  if (told === 'created') return { isNew: true, at: now };
  return { isNew: false, at: (await ports.followUps.get(effectKey))?.createdAt ?? now };
}
