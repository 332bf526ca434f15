/** Carries out what an operator orders, and keeps who ordered it, before and after: the same order again is the same entry. */
import type { JsonMap } from '../language/json.ts';
import {
  added,
  type Deed,
  type Look,
  type Order,
  type OrderAnswer,
  type OrderEnvelope,
  type Whose,
} from '../language/operator-orders.ts';
import { carryOut } from './carry-out-order.ts';
import { findContact } from './find-contact.ts';
import { lookUp } from './look-up-order.ts';
import type { AuditEntry, EnginePorts } from './ports.ts';
import { previewOrder } from './preview-order.ts';

export interface Ordering extends OrderEnvelope {
  /** As whoever let the order in knows them, never as they call themselves. */
  by: string;
  /** Nothing more is begun then. */
  until?: string;
}

/** Throws TerminalError, whose message is for the operator. */
export async function takeOrder(
  { id, at, dryRun, order, by, until }: Ordering,
  ports: EnginePorts,
): Promise<OrderAnswer> {
  const ordered = { at: at ?? ports.clock.now(), by, until };
  const meant = await meaning(order, ports);
  if (isLook(meant)) return { at: ordered.at, result: await lookUp(meant, ports) };
  if (dryRun) return { at: ordered.at, result: await previewOrder(meant, ports) };
  const entry = entryOf(meant, { id, ...ordered });
  const earlier = at === undefined ? undefined : await earlierEntry(entry, ports);
  // Whoever dies on the way has ordered it all the same.
  if (!earlier) await ports.audit.write(entry);
  const { more, ...result } = await carryOut(meant, { ...ordered, id }, ports);
  const kept = forTheBook(order, result);
  if (kept) await ports.audit.write({ ...entry, result: added(earlier?.result, kept) });
  return { at: ordered.at, result, ...(more && { more }) };
}

/** What somebody was shown, all of a contact or a secret, is no business of whoever looks after them. */
function forTheBook({ does }: Order, { secret: _, ...result }: JsonMap): JsonMap | undefined {
  return does === 'export' ? undefined : result;
}

/** Of an order that goes on: what its first turns did is done. */
async function earlierEntry({ id, at }: AuditEntry, { audit }: EnginePorts): Promise<AuditEntry | undefined> {
  const [entry] = await audit.list({ since: at, until: at, atMost: 1, keeps: (one) => one.id === id });
  return entry;
}

const looks = new Set<Order['does']>(['runs', 'versions', 'audit', 'dead-letters', 'intakes', 'why']);
const isLook = (order: Order): order is Look => looks.has(order.does);

/** With the contact's own id in place of the name that somebody typed: no address gets into what is kept. */
async function meaning(order: Order, ports: EnginePorts): Promise<Order> {
  if ('whose' in order && order.whose.contact !== undefined)
    return { ...order, whose: { ...order.whose, contact: await findContact(order.whose.contact, ports) } };
  if ('contact' in order && order.contact !== undefined)
    return { ...order, contact: order.does === 'audit' ? order.contact : await findContact(order.contact, ports) };
  return order;
}

function entryOf(order: Deed, { id, at, by }: { id: string; at: string; by: string }): AuditEntry {
  const whose: Whose = 'whose' in order ? order.whose : {};
  const { run, contact, definition, everything } = { ...order, ...whose } as Whose;
  const reason = 'reason' in order ? order.reason : undefined;
  const about = Object.entries({ definition, contact, run, reason }).filter(([, value]) => value !== undefined);
  return { id, at, by, did: everything ? `${order.does} everything` : order.does, ...Object.fromEntries(about) };
}
