/** What the table says has changed, told to the bus: the outbox, so that nothing acknowledged is ever lost on the way. */
import type { BusEvent } from '../language/event.ts';
import { familiesOf } from '../language/event.ts';
import { isAnonymous } from './anonymous.ts';
import { changedKeys } from './changed-keys.ts';
import { countChanges } from './count-change.ts';
import { deriveEvents } from './derive-events.ts';
import { finishMerge } from './merge-contacts.ts';
import { type Paused, pauseTroubled } from './pause-troubled.ts';
import type { Change, EnginePorts, Listeners } from './ports.ts';
import { refOf } from './run-record.ts';
import { MERGE } from './twins.ts';
import { isWatched } from './watched-things.ts';

/** In order; ids only on the bus, which is logged and kept by others. Repeats are harmless. Gives who stands still by itself now. */
export async function publishChanges(changes: readonly Change[], ports: EnginePorts): Promise<Paused[]> {
  const told = changes.map((change) => ({ change, families: familiesOfChange(change) }));
  if (told.some(({ families }) => families.length > 0)) {
    const listeners = await ports.registry.listeners();
    for (const merged of changes.flatMap(newlyMerged)) await finishMerge(merged, ports);
    // What follows from a change is in the table before the change is done with.
    await deriveEvents(changes, listeners, ports);
    const events = told.flatMap(({ change, families }) => busEvents(change, families, listeners, ports.clock.now()));
    if (events.length > 0) await ports.bus.publish(events);
  }
  // Last: a batch that the bus did not take comes again.
  return pauseTroubled(await countChanges(changes, ports), ports);
}

export const SOURCE = 'waymark';

function familiesOfChange(change: Change): string[] {
  switch (change.kind) {
    case 'event':
      return isAnonymous(change.event.contact) ? [] : familiesOf(change.event);
    case 'contact':
      return [
        ...(change.before ? [] : ['contact']),
        ...(hasTakenIn(change) || newlyMerged(change).length > 0 ? [MERGE] : []),
        ...changedKeys(change.before?.fields, change.after?.fields).map((field) => `contact:${field}`),
        ...changedKeys(change.before?.consent, change.after?.consent).map((topic) => `contact:consent.${topic}`),
      ];
    case 'segment':
      return ['segment', `segment:${change.segment}`];
    case 'run':
      return isNews(change) ? [`run:${change.after!.definition}`] : [];
  }
}

/** What a crash has kept from the survivor reaches them here. */
const newlyMerged = (change: Change): string[] =>
  change.kind === 'contact' && change.after?.mergedInto !== undefined && change.before?.mergedInto === undefined
    ? [change.after.id]
    : [];

const hasTakenIn = ({ before, after }: Extract<Change, { kind: 'contact' }>): boolean =>
  (after?.mergedIds?.length ?? 0) > (before?.mergedIds?.length ?? 0);

const isNews = ({ before, after }: Extract<Change, { kind: 'run' }>): boolean =>
  after !== undefined && (!before || (before.status === 'ended') !== (after.status === 'ended'));

/** Of fields, segments and runs nothing is told that nobody asks for. */
function busEvents(change: Change, families: string[], listeners: Listeners, time: string): BusEvent[] {
  if (families.length === 0) return [];
  const heard = families.filter((family) => listeners.watched.includes(family));
  const watch = isWatched(families, listeners) && { watch: true };
  const brings = (all: string[]) => ({
    families: watch ? [...new Set([...all, ...families])] : all,
    // What nobody waits for may still start something, or be watched.
    ...(all.length === 0 && { unheard: true }),
    ...watch,
  });
  const isTold = (all: string[]) => all.length > 0 || watch !== false;
  switch (change.kind) {
    case 'event': {
      const { id, family, contact, receivedAt } = change.event;
      const starts = families.some((route) => (listeners.routes[route] ?? []).length > 0) && { starts: true };
      const detail = { contact, event: id, family, receivedAt, ...brings(heard), families, ...starts };
      return [busEvent(change.id, family, receivedAt, detail)];
    }
    case 'contact': {
      if (hasTakenIn(change)) return [mergeTold(change, families, time)];
      if (!isTold(heard) || !change.after) return [];
      const detail = { contact: change.after.id, ...brings(heard), receivedAt: time };
      return [busEvent(change.id, 'contact', time, detail)];
    }
    case 'segment': {
      const { contact, at } = change;
      return isTold(heard) ? [busEvent(change.id, 'segment', at, { contact, ...brings(heard), receivedAt: at })] : [];
    }
    case 'run': {
      const { after } = change;
      // A step that called it waits for its end.
      const isAwaited = after?.trigger.awaited && after.status === 'ended';
      const all = [...heard, ...(isAwaited ? [`run:${refOf(after)}`] : [])];
      if (!after || !isTold(all)) return [];
      return [busEvent(change.id, 'run', time, { contact: after.contact, ...brings(all), receivedAt: time })];
    }
  }
}

/** Whoever waits for anything, and all that is watched, is asked anew. */
const mergeTold = ({ id, after }: Extract<Change, { kind: 'contact' }>, families: string[], time: string): BusEvent =>
  busEvent(id, 'contact', time, { contact: after!.id, families, watch: true, receivedAt: time });

/** `detail-type` is the family, for whoever listens beside us; our own rules ask what is noted in `detail`. */
const busEvent = (id: string, family: string, time: string, detail: BusEvent['detail']): BusEvent => ({
  id,
  source: SOURCE,
  'detail-type': family,
  time,
  detail,
});
