/** Of a group of journeys, a contact is in one at a time: who has the place, who waits for it, and who gives way. */
import type { Contact } from '../language/contact.ts';
import { USUAL_PRIORITY } from '../language/definition.ts';
import { RetryableError } from '../language/errors.ts';
import type { JsonMap } from '../language/json.ts';
import type { Version } from '../language/version.ts';
import { idsOf } from './family.ts';
import type { EnginePorts, Entry } from './ports.ts';
import type { RunRef, RunTrigger } from './run-record.ts';
import { stopRun } from './stop-run.ts';

/** Somebody who waits for the place, and by what they came. */
export interface Queued {
  contact: string;
  run: RunRef;
  definition: string;
  priority: number;
  at: string;
  trigger: RunTrigger;
  input: JsonMap;
  key?: string;
}

/** A name that no definition has. */
export const slotName = (group: string): string => `group:${group}`;

/** Nobody has it. */
export const FREE = '';

const MOST_TURNS = 20;

/** Whoever took the place and never began has been given up on by then. */
const GIVEN_UP_MS = 86_400_000;

/** Why not, or undefined once the place is this run's. */
export async function takeSlot(
  asking: Queued,
  { contact, version }: { contact: Contact; version: Version },
  ports: EnginePorts,
): Promise<string | undefined> {
  const { group, preempt, ifBusy } = version.definition;
  if (group === undefined) return undefined;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const slot = await ports.entries.get(contact.id, slotName(group));
    if (slot?.run === asking.run) return undefined;
    const holder = await holderAmong(idsOf(contact), group, ports);
    if (holder === undefined) {
      const taken = { run: asking.run, queue: slot?.queue ?? [] };
      if ((await putSlot(contact.id, group, taken, slot, ports)) === 'written') return undefined;
      continue;
    }
    if (preempt && holder.priority < asking.priority && holder.isThere) {
      await stopRun(holder.run, { by: asking.definition, reason: 'preempted' }, ports);
      continue;
    }
    if (ifBusy !== 'queue') return 'group';
    const waiting = { run: slot?.run ?? FREE, queue: [...without(slot, asking.run), asking] };
    if ((await putSlot(contact.id, group, waiting, slot, ports)) === 'lost') continue;
    // Whose end came between has found nobody who waits.
    if (await holderAmong(idsOf(contact), group, ports)) return 'queued';
  }
  throw new RetryableError('Somebody else took the place each time.');
}

type Waiting = Pick<Queued, 'contact' | 'run'>;

/** Who was let go after all leaves the place to others. */
export const leaveSlot = ({ contact, run }: Waiting, group: string, ports: EnginePorts): Promise<void> =>
  changeSlot(contact, group, (slot) => ({ run: slot.run === run ? FREE : slot.run, queue: without(slot, run) }), ports);

/** Who has begun waits no longer. */
export const leaveQueue = ({ contact, run }: Waiting, group: string, ports: EnginePorts): Promise<void> =>
  changeSlot(contact, group, (slot) => ({ run: slot.run, queue: without(slot, run) }), ports);

async function changeSlot(
  contact: string,
  group: string,
  change: (slot: Entry) => { run: RunRef; queue: Queued[] },
  ports: EnginePorts,
): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const slot = await ports.entries.get(contact, slotName(group));
    if (!slot) return;
    const changed = change(slot);
    if (changed.run === slot.run && changed.queue.length === (slot.queue ?? []).length) return;
    if ((await putSlot(contact, group, changed, slot, ports)) === 'written') return;
  }
  throw new RetryableError('Somebody else wrote the place each time.');
}

/** Those who wait, the most important first, then the first who came. */
export const inLine = (slot: Entry | undefined): Queued[] =>
  [...(slot?.queue ?? [])].sort((a, b) => b.priority - a.priority || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const without = (slot: Entry | undefined, run: RunRef): Queued[] =>
  (slot?.queue ?? []).filter((one) => one.run !== run);

/** Under whatever id they began; `undefined` where the place is free. */
export async function holderAmong(
  ids: readonly string[],
  group: string,
  ports: EnginePorts,
): Promise<Holder | undefined> {
  for (const id of ids) {
    const holder = await holderOf(await ports.entries.get(id, slotName(group)), ports);
    if (holder) return holder;
  }
  return undefined;
}

interface Holder {
  run: RunRef;
  priority: number;
  /** One who has not begun yet is on the way. */
  isThere: boolean;
}

async function holderOf(slot: Entry | undefined, ports: EnginePorts): Promise<Holder | undefined> {
  if (!slot || slot.run === FREE) return undefined;
  const { run } = slot;
  const record = await ports.runs.get(run);
  if (!record) {
    const isGivenUp = Date.parse(ports.clock.now()) - Date.parse(timeOf(slot.at)) > GIVEN_UP_MS;
    return isGivenUp ? undefined : { run, priority: 0, isThere: false };
  }
  if (record.status === 'ended') return undefined;
  const version = await ports.registry.version(record.definition, record.version);
  return { run, priority: version?.definition.priority ?? USUAL_PRIORITY, isThere: true };
}

/** Each write has a number of its own behind its instant: of two who saw the same, one wins. */
export const nextTurn = (previous: Entry | undefined, now: string): string =>
  `${now}#${Number(previous?.at.split('#')[1] ?? 0) + 1}`;

function putSlot(
  contact: string,
  group: string,
  { run, queue }: { run: RunRef; queue: Queued[] },
  previous: Entry | undefined,
  { entries, clock }: EnginePorts,
): Promise<'written' | 'lost'> {
  const entry: Entry = { contact, definition: slotName(group), run, at: nextTurn(previous, clock.now()) };
  return entries.put({ ...entry, ...(queue.length > 0 && { queue }) }, previous);
}

const timeOf = (at: string): string => at.split('#')[0]!;
