/** Closes an address: on a step's word, on an operator's, or because a message to it came back. */
import { type ChannelName, channelKinds } from '../language/channels/index.ts';
import type { Contact } from '../language/contact.ts';
import { TerminalError } from '../language/errors.ts';
import { keyOf } from './keys.ts';
import type { Passage } from './passage.ts';
import type { EnginePorts } from './ports.ts';

/** The contact's address on a channel, as it is now. */
export function addressOf(contact: Contact | undefined, channel: string): string | undefined {
  const kind = Object.hasOwn(channelKinds, channel) ? channelKinds[channel as ChannelName] : undefined;
  const found = contact && kind?.address(contact);
  return found && 'address' in found ? found.address : undefined;
}

/** `false`: they have no address there. */
export async function suppressOwn(
  { contact, now, ports }: Passage,
  channel: string,
  reason: string,
  until?: string,
): Promise<boolean> {
  const address = addressOf(contact, channel);
  if (address === undefined) return false;
  await ports.suppressions.add(channel, address, reason, now, { until });
  return true;
}

export interface ByHand {
  contact: string;
  /** Left out: every channel on which they have an address. */
  channel?: string;
  /** Of the order: given again, it is one. */
  at: string;
  by: string;
}

/** By hand; the timeline keeps who said so. Gives the channels that were closed, or opened. */
export const suppressByHand = (order: ByHand & { reason: string }, ports: EnginePorts): Promise<string[]> =>
  byHand(order, { outcome: 'suppressed', reason: order.reason }, ports, (channel, address) =>
    ports.suppressions.add(channel, address, order.reason, order.at),
  );

export const liftByHand = (order: ByHand, ports: EnginePorts): Promise<string[]> =>
  byHand(order, { outcome: 'lifted' }, ports, (channel, address) => ports.suppressions.remove(channel, address));

async function byHand(
  { contact: id, channel: wanted, at, by }: ByHand,
  said: { outcome: 'suppressed' | 'lifted'; reason?: string },
  ports: EnginePorts,
  change: (channel: string, address: string) => Promise<void>,
): Promise<string[]> {
  const contact = await ports.contacts.get(id);
  const changed: string[] = [];
  for (const channel of wanted === undefined ? Object.keys(channelKinds) : [wanted]) {
    const address = addressOf(contact, channel);
    if (address === undefined) continue;
    await change(channel, address);
    const key = keyOf('operator', id, said.outcome, channel, at);
    await ports.timeline.write({ contact: id, key, at, kind: 'operator', ...said, detail: by, facts: { channel } });
    changed.push(channel);
  }
  if (changed.length === 0) throw new TerminalError('This contact has no such address.', { code: 'no-address' });
  return changed;
}
