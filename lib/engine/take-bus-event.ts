/** What the bus delivers, brought to where it matters: into definitions it starts, to runs it concerns, and to what is watched. */
import type { BusEvent, ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import { type Enrollment, enrollContact } from './enroll.ts';
import { judgeWatch } from './judge-watch.ts';
import { letQueuedIn } from './let-queued-in.ts';
import type { EnginePorts } from './ports.ts';
import { restartInside } from './restart-inside.ts';
import { signalContact } from './signal.ts';

interface Detail extends JsonMap {
  contact: string;
  families: string[];
  receivedAt: string;
  event?: string;
  family?: string;
}

/** The bus carries ids; the event itself is in the table. */
async function readEvent(
  { contact, event, family, receivedAt }: Detail,
  ports: EnginePorts,
): Promise<ContactEvent | undefined> {
  if (!event || !family) return undefined;
  const at = {
    family,
    since: receivedAt,
    until: receivedAt,
    atMost: 1,
    keeps: (one: ContactEvent) => one.id === event,
  };
  return (await ports.events.find(contact, at))[0];
}

export async function enrollFromBus({ detail }: BusEvent, ports: EnginePorts): Promise<Enrollment[]> {
  const event = await readEvent(detail as Detail, ports);
  return event ? enrollContact(event, ports) : [];
}

export function signalFromBus({ detail }: BusEvent, ports: EnginePorts): Promise<void> {
  return signalContact(detail as Detail, ports);
}

export async function watchFromBus({ detail }: BusEvent, ports: EnginePorts): Promise<void> {
  const { contact, families, receivedAt } = detail as Detail;
  await restartInside(contact, families, ports);
  await letQueuedIn(contact, families, ports);
  await judgeWatch(contact, ports, { families, receivedAt });
}
