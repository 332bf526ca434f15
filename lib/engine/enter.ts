/** Whether a contact may come in: not while they are inside, and not again before their time, by whatever id they came before. */
import type { Contact } from '../language/contact.ts';
import { USUAL_PRIORITY } from '../language/definition.ts';
import { after } from '../language/durations.ts';
import type { JsonMap } from '../language/json.ts';
import { timeHolds } from '../language/time-span.ts';
import type { Version } from '../language/version.ts';
import { idsOf } from './family.ts';
import { leaveSlot, takeSlot } from './group-slot.ts';
import { zoneOf } from './passage.ts';
import type { EnginePorts, Entry } from './ports.ts';
import type { RunEnd, RunTrigger } from './run-record.ts';
import { entersEachTime } from './side-by-side.ts';

interface Entering {
  version: Version;
  trigger: RunTrigger;
  contact: Contact;
  /** Why not; asked only of those who have not entered yet. */
  refuses?(): Promise<string | undefined>;
}

/** Why not, or undefined once the entry is this run's. */
export async function enter(
  entry: Entry,
  order: Entering & { input: JsonMap },
  isHeldOut: boolean,
  ports: EnginePorts,
): Promise<string | undefined> {
  if (entersEachTime(order.version)) return (await notActive(order, ports)) ?? (await order.refuses?.());
  const { group, priority = USUAL_PRIORITY } = order.version.definition;
  const { trigger, input } = order;
  const asking = {
    contact: order.contact.id,
    run: entry.run,
    definition: entry.definition,
    priority,
    at: trigger.receivedAt,
    trigger,
    input,
    key: entry.key,
  };
  for (let turn = 0; ; turn++) {
    const previous = await ports.entries.get(entry.contact, entry.definition, entry.key);
    if (previous?.run === entry.run) return undefined;
    const before = await entriesBefore(entry, previous, order, ports);
    if (before.some(({ run }) => run === entry.run)) return undefined;
    let reason = (await notActive(order, ports)) ?? (await order.refuses?.());
    for (const one of before) reason ??= await mayNotEnterAgain(one, order, ports);
    if (reason) {
      // Another event of theirs was quicker: the place that this one may have taken is left to others.
      if (group !== undefined && !isHeldOut && turn > 0) await leaveSlot(asking, group, ports);
      return reason;
    }
    // Whoever is held out takes nobody's place.
    const busy = isHeldOut ? undefined : await takeSlot(asking, order, ports);
    if (busy) return busy;
    if ((await ports.entries.put(entry, previous)) === 'written') return undefined;
  }
}

/** A campaign has its days, on the contact's calendar. */
async function notActive({ version, trigger, contact }: Entering, ports: EnginePorts): Promise<string | undefined> {
  const { active } = version.definition;
  if (!active) return undefined;
  const zone = zoneOf(contact, version, await ports.registry.settings());
  const span = { 'from-date': active.from, 'to-date': active.to };
  return timeHolds(span, trigger.receivedAt, zone) ? undefined : 'not-active';
}

/** After a rename or a merge, who was inside or came before is still known. */
async function entriesBefore(
  { definition, key }: Entry,
  previous: Entry | undefined,
  { version, contact }: Entering,
  { entries }: EnginePorts,
): Promise<Entry[]> {
  const { was } = version.definition;
  const found = idsOf(contact).map(async (id) => {
    const standing = id === contact.id ? previous : await entries.get(id, definition, key);
    return standing ?? (was ? entries.get(id, was, key) : undefined);
  });
  return (await Promise.all(found)).filter((entry) => entry !== undefined);
}

export async function mayNotEnterAgain(
  previous: Entry,
  { version, trigger, contact }: Entering,
  ports: EnginePorts,
): Promise<string | undefined> {
  const run = await ports.runs.get(previous.run);
  // No record yet: its own delivery is on the way to write it.
  if (!run?.end || wasInsideAt(trigger.receivedAt, run.end)) return 'already-inside';
  const { again } = version.definition;
  if (again === 'never') return 'entered-before';
  if (again === 'always') return undefined;
  const zone = zoneOf(contact, version, await ports.registry.settings());
  return trigger.receivedAt < after(previous.at, again.after, zone) ? 'entered-before' : undefined;
}

/** However late it is heard, and though it is the very event by which the run ended. */
const wasInsideAt = (receivedAt: string, { how, at }: RunEnd): boolean =>
  receivedAt < at || (receivedAt === at && (how === 'exit' || how === 'goal'));
