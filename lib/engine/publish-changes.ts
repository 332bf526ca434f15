/** What the table says has changed, told to the bus: the outbox, so that nothing acknowledged is ever lost on the way. */
import type { BusEvent } from '../language/event.ts';
import { familiesOf } from '../language/event.ts';
import { countChange } from './count-change.ts';
import { isAnonymous } from './ingest.ts';
import type { Change, EnginePorts } from './ports.ts';

/** In order; ids only on the bus, which is logged and kept by others. Repeats are harmless. */
export async function publishChanges(changes: readonly Change[], ports: EnginePorts): Promise<void> {
  for (const change of changes) if (change.kind === 'run') await countChange(change, ports);
  const events = changes.flatMap((change) => busEvents(change, ports.clock.now()));
  if (events.length > 0) await ports.bus.publish(events);
}

export const SOURCE = 'waymark';

function busEvents(change: Change, time: string): BusEvent[] {
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
      const families = changedFields(change).map((field) => `contact:${field}`);
      if (families.length === 0 || !change.after) return [];
      return [busEvent(change.id, 'contact', time, { contact: change.after.id, families, receivedAt: time })];
    }
    case 'segment': {
      const { contact, segment, at } = change;
      return [
        busEvent(change.id, 'segment', at, { contact, families: ['segment', `segment:${segment}`], receivedAt: at }),
      ];
    }
    case 'run':
      return [];
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

function changedFields({ before, after }: Extract<Change, { kind: 'contact' }>): string[] {
  const names = new Set([...Object.keys(before?.fields ?? {}), ...Object.keys(after?.fields ?? {})]);
  return [...names].filter((name) => JSON.stringify(before?.fields[name]) !== JSON.stringify(after?.fields[name]));
}
