/** What pausing, resuming and stopping a journey share: whose it is, and what follows where the contact is not inside. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';

export const steeredJourney = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('The journey.');

/** A step that does one thing to the contact's runs of a journey. */
export function defineSteering<const Kind extends string, const Word extends string>(steering: {
  kind: Kind;
  verb: 'pause' | 'resume' | 'stop';
  /** What its timeline says once it is done. */
  word: Word;
  says: string;
}) {
  const { kind, verb, word, says } = steering;
  return defineStep({
    kind,
    group: 'definition',
    says,
    head: steeredJourney,
    options: z.strictObject({}),
    policy: 'idempotent',
    outcomes: [word, 'not-inside'],
    needs: ['runs:start'],
    example: {
      steps: `- ${kind}: say-hello`,
      timeline: [`day 0  ${kind}-say-hello  not-inside`],
    },
    refersTo: (step) => [{ kind: 'definition', name: step.head, at: kind }],
    toGraph: (step, flow) => [flow.work(step, { [word]: flow.next, 'not-inside': flow.next } as never)],
    async run(step, { ports }) {
      const touched = await ports.definitions.steer(verb, step.head);
      return { outcome: touched > 0 ? word : ('not-inside' as const) };
    },
  });
}
