/** Starts a definition that a step calls: once for each visit of the step, whatever is repeated. */
import type { Definitions } from '../language/ports.ts';
import type { Passage } from './passage.ts';
import { takesEntries } from './registry-port.ts';
import { startRun } from './start-run.ts';
import { subjectKind } from './subject.ts';

type Call = Parameters<Definitions['start']>[0];

export async function startChild(
  { contact, record, subject, now, ports }: Passage,
  call: Call,
): ReturnType<Definitions['start']> {
  const live = await ports.registry.definition(call.definition);
  if (!live) return { outcome: 'refused', reason: 'not-published' };
  const version = await ports.registry.version(live.name, live.version);
  if (!version) return { outcome: 'refused', reason: 'not-published' };
  // A repeated call must find the run it made, so its instant is the parent's, not the attempt's.
  const receivedAt = record.cursor.due > now ? now : record.cursor.due;
  const trigger = {
    id: call.effectKey,
    family: 'call',
    name: record.definition,
    data: record.trigger.data,
    receivedAt,
    ...(call.awaited && { awaited: true as const }),
  };
  const refuses = async () => (takesEntries(live) ? undefined : 'disabled');
  // About the same kind of record, it is about the same one.
  const isSame = subject !== undefined && subjectKind(version) === subject.kind;
  const key = isSame ? record.key : undefined;
  return startRun({ contact, under: record.contact, live, version, trigger, input: call.input, key, refuses }, ports);
}
