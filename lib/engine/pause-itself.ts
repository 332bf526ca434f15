/** Takes a journey out of service that fails or annoys too many: nothing more fails, nobody is lost, and its owner is told once. */
import type { Troubled } from './count-change.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts, LiveDefinition } from './ports.ts';
import { type Since, sinceOf, type Trouble, troubleAt } from './trouble.ts';
import { noteOfTrouble } from './trouble-note.ts';

/** Who says so, in the book and in the registry. */
export const ITSELF = 'waymark';

export interface Paused extends Trouble {
  definition: string;
}

/** Only where something has failed or somebody has complained is anything read. Gives the journeys that stand still by themselves now. */
export async function pauseTroubled(troubled: readonly Troubled[], ports: EnginePorts): Promise<Paused[]> {
  const paused: Paused[] = [];
  for (const [definition, own] of Map.groupBy(troubled, (one) => one.definition)) {
    const live = await ports.registry.definition(definition);
    if (live?.kind !== 'journey') continue;
    // Whoever died after the pause comes again, and tells of it.
    const isOwnPause = live.state === 'paused' && live.by === ITSELF;
    if (live.state !== 'live' && !isOwnPause) continue;
    const trouble = await worstOf(definition, own, ports);
    if (!trouble) continue;
    const reason = sayTrouble(trouble.trouble);
    if (!isOwnPause) await ports.registry.setState(definition, 'paused', ports.clock.now(), { by: ITSELF, reason });
    if (await tellOwner(live, trouble, ports)) paused.push({ definition, ...trouble.trouble });
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

/** Once a pause: the instant at which it began is the same whoever tells of it. Gives whether nobody had told of it before. */
async function tellOwner(
  { name, version: hash }: LiveDefinition,
  { trouble, example }: Found,
  ports: EnginePorts,
): Promise<boolean> {
  const [live, version] = await Promise.all([ports.registry.definition(name), ports.registry.version(name, hash)]);
  const at = live?.since ?? ports.clock.now();
  const reason = live?.reason ?? sayTrouble(trouble);
  const key = keyOf('paused-itself', name, at);
  await ports.audit.write({ id: key, at, by: ITSELF, did: 'pause', definition: name, reason });
  const { contact: contactId, run } = example;
  const owner = version?.definition.owner ?? '';
  const told = await ports.followUps.create({
    effectKey: key,
    contactId,
    run,
    step: trouble.step,
    asks: 'look',
    title: `${name} has paused itself: ${reason}. Resume it when that is mended.`,
    // Who owns it is on its file, whether or not they are a colleague that anybody knows.
    assigneeId: (await ports.colleagues.find(owner, contactId)) ?? owner,
    dueAt: at,
    createdAt: at,
    state: 'open',
  });
  return told === 'created';
}
