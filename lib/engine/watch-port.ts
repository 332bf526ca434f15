/** What is kept of a contact for triggers on how they stand and on time that passes: one item a contact, and only where somebody asks. */
import type { ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';

export interface WatchState {
  /** As the thing says: asked anew since another time, it is another one. */
  since: string;
  state: JsonMap;
  /** When time alone may bring something about; one that comes too early does no harm. */
  dueAt?: string;
}

export interface Watch {
  contact: string;
  /** Raised by every change. */
  seq: number;
  /** Family and name of the thing → how it stands. */
  things: Record<string, WatchState>;
  /** The earliest instant for which a timer was set. */
  ringsAt?: string;
  /** What has come about and may not have been told yet: whoever reads it tells it. */
  untold?: ContactEvent[];
}

export interface Watches {
  /** Strong read. */
  get(contactId: string): Promise<Watch | undefined>;
  /** Replaces the item if its `seq` is still `expectedSeq`; 0 where there is none yet. */
  write(watch: Watch, expectedSeq: number): Promise<'written' | 'lost'>;
}
