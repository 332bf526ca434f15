/** The shape of a channel's pure half: where a contact is reached on it, and what may be sent when. */
import type { Contact } from './contact.ts';
import type { TaskName } from './graph.ts';

export interface ChannelKind<Kind extends string = string> {
  kind: Kind;
  task: TaskName;
  /** The contact's address on this channel, normalized, or why there is none. */
  address(contact: Contact): { address: string } | { missing: string };
  /** Hours outside which nothing goes out, whatever the project says: wall clock, end excluded. */
  lawfulHours?: { from: string; to: string };
  /** Whether a contact whose zone is unknown is held back rather than guessed. */
  holdsUnknownZone: boolean;
}

export function defineChannel<const Kind extends string>(kind: ChannelKind<Kind>): ChannelKind<Kind> {
  return kind;
}
