/** What a step's `run` is handed: the contact, its key, and the ports it may use. */
import { claimedAs, type StepKind } from '../language/define-step.ts';
import { stepOf, type Target } from '../language/graph.ts';
import { isReference, readPath } from '../language/paths.ts';
import type { StepContext } from '../language/ports.ts';
import { ask } from './ask.ts';
import { asking } from './ask-colleague.ts';
import { askerAt } from './asker.ts';
import { callWebhook } from './call-webhook.ts';
import { chargeCard } from './charge.ts';
import { segmentsOf } from './family.ts';
import { gatheringAt } from './gather.ts';
import { effectOf, type Passage, scopeOf, valuesOf } from './passage.ts';
import { renderText } from './render.ts';
import { sendMessage } from './send.ts';
import { startChild } from './start-child.ts';
import { steerOthers } from './steer.ts';
import { aboutOf, updateRecord } from './subject.ts';
import { suppressOwn } from './suppress.ts';

/** `passage`: as seen by the step that `node` belongs to. */
export function stepContext(passage: Passage, node: Target, kind: StepKind): StepContext {
  const { record, version, zone, settings, now, ports } = passage;
  const key = effectOf(record, node, claimedAs(kind) ?? 'step');
  const values = valuesOf(passage);
  const text = (written: string) => renderText(written, values);
  return {
    contactId: record.contact,
    runId: record.run,
    definition: record.definition,
    owner: version.definition.owner,
    about: aboutOf(passage),
    purpose: version.definition.purpose,
    effectKey: key,
    part: node.slice(stepOf(node).length + 1),
    zone,
    officeHours: settings.officeHours,
    topic: (scopeOf(passage) ?? version.definition).topic,
    now,
    text,
    value(written) {
      if (isReference(written)) return readPath(values, written.from);
      return typeof written === 'string' && written.includes('{') ? text(written) : (written as never);
    },
    ports: {
      clock: ports.clock,
      contactChanges: ports.contacts,
      records: { update: (kind, fields) => updateRecord(passage, kind, fields, key) },
      segments: segmentsOf(passage.contact, ports.segments),
      followUps: asking(passage, node),
      colleagues: ports.colleagues,
      messages: { send: (order) => sendMessage(passage, node, key, order) },
      cards: { charge: (order) => chargeCard(passage, node, key, order) },
      gatherings: gatheringAt(passage, node),
      definitions: {
        start: (call) => startChild(passage, call),
        steer: (verb, definition) => steerOthers(passage, verb, definition),
      },
      webhooks: { call: (order) => callWebhook(passage, key, order) },
      suppressions: { add: (channel, reason, until) => suppressOwn(passage, channel, reason, until) },
    },
    holds: async (conditions) => (await ask(conditions, askerAt(passage, node))).holds,
  };
}
