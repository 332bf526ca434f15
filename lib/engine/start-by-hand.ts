/** Lets a person start a definition for a contact; the same request twice is one run. */
import type { JsonMap } from '../language/json.ts';
import type { EnginePorts } from './ports.ts';
import { takesEntries } from './registry-port.ts';
import { type EntryVerdict, startRun } from './start-run.ts';

export interface HandStart {
  definition: string;
  contact: string;
  input: JsonMap;
  requestId: string;
}

export async function startByHand(
  { definition, contact: id, input, requestId }: HandStart,
  ports: EnginePorts,
): Promise<EntryVerdict> {
  const [live, contact] = await Promise.all([ports.registry.definition(definition), ports.contacts.get(id)]);
  if (!live) return { outcome: 'refused', reason: 'not-published' };
  const version = await ports.registry.version(live.name, live.version);
  if (!version || !contact) return { outcome: 'refused', reason: version ? 'contact-unknown' : 'not-published' };
  const trigger = { id: requestId, family: 'hand', name: 'started by hand', data: {}, receivedAt: ports.clock.now() };
  const refuses = async () => (takesEntries(live) ? undefined : 'disabled');
  return startRun({ contact, under: id, live, version, trigger, input, refuses }, ports);
}
