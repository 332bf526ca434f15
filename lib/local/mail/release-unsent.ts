/** Gives back the right to send where a killed stack had taken it and the provider, which is ours, was never asked. */
import { effectOfTag } from '../../../functions/aws/effect-tag.ts';
import { readEffectReference } from '../../engine/effect-reference.ts';
import { effectOf } from '../../engine/passage.ts';
import type { EnginePorts } from '../../engine/ports.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { stepKind } from '../../language/registry.ts';
import type { Mailbox } from './mailbox.ts';

/** Called while no handler is at work: what is claimed now belongs to nobody who still lives. */
export async function releaseUnsent(runs: RunRecord[], mailbox: Mailbox, ports: EnginePorts): Promise<void> {
  const handed = new Set(
    mailbox.all().map(({ effectTag }) => readEffectReference(effectOfTag(effectTag ?? '') ?? '')?.key),
  );
  for (const record of runs) {
    const key = await messageKeyOf(record, ports);
    const row = key === undefined ? undefined : await ports.timeline.get(record.contact, key);
    if (row?.claim?.state !== 'CLAIMED' || handed.has(key)) continue;
    const { claim } = row;
    const released = { ...row, outcome: 'held', reason: 'stack-killed', detail: row.at };
    await ports.timeline.settle({ ...released, claim: { ...claim, state: 'RELEASED' } }, claim.attempt, ['CLAIMED']);
  }
}

/** The effect that the run's next step has, if that is a message. */
async function messageKeyOf(record: RunRecord, { registry }: EnginePorts): Promise<string | undefined> {
  const version = await registry.version(record.definition, record.version);
  const step = version?.graph.steps[record.cursor.next];
  const channel = step && stepKind(step.kind).channel;
  return channel && effectOf(record, step.id, channel);
}
