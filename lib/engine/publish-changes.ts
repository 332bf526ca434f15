/** What the table says has changed, told to the bus: the outbox, so that nothing acknowledged is ever lost on the way. */
import type { BusEvent } from '../language/event.ts';
import { familiesOf } from '../language/event.ts';
import { countChange } from './count-change.ts';
import { isAnonymous } from './ingest.ts';
import type { Change, EnginePorts } from './ports.ts';
import { refOf } from './run-record.ts';

/** In order; ids only on the bus, which is logged and kept by others. Repeats are harmless. */
export async function publishChanges(changes: readonly Change[], ports: EnginePorts): Promise<void> {
  for (const change of changes) if (change.kind === 'run') await countChange(change, ports);
  const events = (await Promise.all(changes.map((change) => busEvents(change, ports)))).flat();
  if (events.length > 0) await ports.bus.publish(events);
}

export const SOURCE = 'waymark';

async function busEvents(change: Change, ports: EnginePorts): Promise<BusEvent[]> {
  const time = ports.clock.now();
  switch (change.kind) {
    case 'event': {
      const { event } = change;
      if (isAnonymous(event.contact)) return [];
      const { id, family, contact, receivedAt } = event;
      return [
        busEvent(change.id, family, receivedAt, {
          contact,
          event: id,
          family,
          families: familiesOf(event),
          receivedAt,
        }),
      ];
    }
    case 'contact': {
      const families = [
        ...changedFields(change).map((field) => `contact:${field}`),
        ...changedTopics(change).map((topic) => `contact:consent.${topic}`),
      ];
      if (families.length === 0 || !change.after) return [];
      return [busEvent(change.id, 'contact', time, { contact: change.after.id, families, receivedAt: time })];
    }
    case 'segment': {
      const { contact, segment, at } = change;
      return [
        busEvent(change.id, 'segment', at, { contact, families: ['segment', `segment:${segment}`], receivedAt: at }),
      ];
    }
    case 'run': {
      const { before, after } = change;
      const isNews = after && (!before || (before.status === 'ended') !== (after.status === 'ended'));
      if (!isNews) return [];
      const families = [
        ...((await ports.registry.watches(`run:${after.definition}`)) ? [`run:${after.definition}`] : []),
        // A step that called it waits for its end.
        ...(after.trigger.awaited && after.status === 'ended' ? [`run:${refOf(after)}`] : []),
      ];
      if (families.length === 0) return [];
      return [busEvent(change.id, 'run', time, { contact: after.contact, families, receivedAt: time })];
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
