/** Asks a colleague for something on a run's behalf, once a visit, and finds what the run has asked for so far. */
import { stepOf, type Target } from '../language/graph.ts';
import type { Asking, FollowUp } from '../language/ports.ts';
import { stepKind } from '../language/registry.ts';
import { tellAsked } from './close-follow-up.ts';
import { effectOf, type Passage } from './passage.ts';
import type { RunRecord } from './run-record.ts';
import { aboutOf } from './subject.ts';

export function asking(passage: Passage, node: Target): Asking {
  const { record, ports } = passage;
  return {
    async ask(wanted) {
      const about = aboutOf(passage);
      const followUp: FollowUp = {
        effectKey: followUpKey(record, node),
        contactId: record.contact,
        run: record.run,
        step: stepOf(node),
        ...(about !== undefined && { about }),
        ...wanted,
        createdAt: passage.now,
        state: 'open',
      };
      // The same key on every attempt: a second try after a lost answer finds the first follow-up.
      await ports.followUps.create(followUp);
      await tellAsked(followUp, ports);
    },
    async openOnes() {
      const others = askedBy(passage).filter((step) => step !== stepOf(node));
      const asked = await Promise.all(others.map((step) => ports.followUps.get(followUpKey(record, step))));
      return asked.filter((one) => one?.state === 'open' && one.asks !== 'look') as FollowUp[];
    },
  };
}

/** Of the step's newest visit. */
export const followUpKey = (record: RunRecord, step: string): string => effectOf(record, step, 'step');

const askedBy = ({ record, version: { graph } }: Passage): string[] =>
  Object.keys(record.doneAt).filter((id) => {
    const step = graph.steps[id];
    return step !== undefined && stepKind(step.kind).needs.includes(ASKS);
  });

const ASKS = 'follow-ups:write';
