/** Something that happened to a contact; what triggers, waits, exits and goals are asked about. */
import type { JsonMap } from './json.ts';
import { familyOfThing, thingNamed } from './things.ts';

/**
 * `family` says what kind of thing happened (`event`, `form`, `page`, `message`, `contact`, `segment`), `name` which one:
 * the event's name, the form, the page's path, `clicked`, the changed field, the segment.
 */
export interface ContactEvent {
  /** The producer's message id; the same id is the same event, however often it arrives. */
  id: string;
  family: string;
  name: string;
  contact: string;
  /** When it happened, by the producer's clock, never later than `receivedAt`. */
  at: string;
  receivedAt: string;
  data: JsonMap;
}

/** The envelope on the bus, shaped like EventBridge's. Ids only: the event's data stay in the table. */
export interface BusEvent {
  id: string;
  source: string;
  'detail-type': string;
  time: string;
  detail: JsonMap;
}

/** The words a condition stores to say what can flip it: `event:project.created`, `event:ticket.*`, `message:clicked`. */
export function familiesOf({ family, name }: ContactEvent): string[] {
  const thing = family === 'event' ? thingNamed(name) : undefined;
  return [family, `${family}:${name}`, ...(thing === undefined ? [] : [familyOfThing(thing)])];
}
