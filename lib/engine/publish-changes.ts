/** What the table says has changed, told to the bus: the outbox, so that nothing acknowledged is ever lost on the way. */
import type { BusEvent } from '../language/event.ts';
import { familiesOf } from '../language/event.ts';
import { countChanges } from './count-change.ts';
import { isAnonymous } from './ingest.ts';
import type { Change, EnginePorts } from './ports.ts';
import { refOf } from './run-record.ts';

/** In order; ids only on the bus, which is logged and kept by others. Repeats are harmless. */
export async function publishChanges(changes: readonly Change[], ports: EnginePorts): Promise<void> {
  const told = changes.map((change) => ({ change, asked: familiesAskedFor(change) }));
  const watched = new Set(
    await watchedOf(
      told.flatMap(({ asked }) => asked),
      ports,
    ),
  );
  const events = told.flatMap(({ change, asked }) =>
    busEvents(
      change,
      asked.filter((family) => watched.has(family)),
      ports.clock.now(),
    ),
  );
  if (events.length > 0) await ports.bus.publish(events);
  // Last: a batch that the bus did not take comes again.
  await countChanges(changes, ports);
}

const watchedOf = async (families: string[], { registry }: EnginePorts): Promise<string[]> =>
  families.length === 0 ? [] : registry.watched(families);

export const SOURCE = 'waymark';

/** What may concern those who wait: of fields, segments and runs nothing is told that nobody asks for. */
function familiesAskedFor(change: Change): string[] {
  switch (change.kind) {
    case 'event':
      return familiesOf(change.event);
    case 'contact':
      return [
        ...changedFields(change).map((field) => `contact:${field}`),
        ...changedTopics(change).map((topic) => `contact:consent.${topic}`),
      ];
    case 'segment':
      return ['segment', `segment:${change.segment}`];
    case 'run':
      return isNews(change) ? [`run:${change.after!.definition}`] : [];
  }
}

const isNews = ({ before, after }: Extract<Change, { kind: 'run' }>): boolean =>
  after !== undefined && (!before || (before.status === 'ended') !== (after.status === 'ended'));

/** `families`: those of the change that somebody asks for. */
function busEvents(change: Change, families: string[], time: string): BusEvent[] {
  switch (change.kind) {
    case 'event': {
      const { event } = change;
      if (isAnonymous(event.contact)) return [];
      const { id, family, contact, receivedAt } = event;
      const all = familiesOf(event);
      // It may still start something; only those who wait need not be asked.
      const unheard = families.length === 0 && { unheard: true };
      const detail = { contact, event: id, family, families: all, receivedAt, ...unheard };
      return [busEvent(change.id, family, receivedAt, detail)];
    }
    case 'contact': {
      if (families.length === 0 || !change.after) return [];
      return [busEvent(change.id, 'contact', time, { contact: change.after.id, families, receivedAt: time })];
    }
    case 'segment': {
      const { contact, at } = change;
      if (families.length === 0) return [];
      return [busEvent(change.id, 'segment', at, { contact, families, receivedAt: at })];
    }
    case 'run': {
      const { after } = change;
      // A step that called it waits for its end.
      const isAwaited = after?.trigger.awaited && after.status === 'ended' && isNews(change);
      const all = [...families, ...(isAwaited ? [`run:${refOf(after)}`] : [])];
      if (!after || all.length === 0) return [];
      return [busEvent(change.id, 'run', time, { contact: after.contact, families: all, receivedAt: time })];
    }
  }
}

/** `detail-type` is the family: one rule a family routes it. */
const busEvent = (id: string, family: string, time: string, detail: BusEvent['detail']): BusEvent => ({
  id,
  source: SOURCE,
  'detail-type': family,
  time,
  detail,
});

type ContactChange = Extract<Change, { kind: 'contact' }>;

const changedFields = ({ before, after }: ContactChange): string[] => changedKeys(before?.fields, after?.fields);
const changedTopics = ({ before, after }: ContactChange): string[] => changedKeys(before?.consent, after?.consent);

function changedKeys(before: object = {}, after: object = {}): string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)));
}
