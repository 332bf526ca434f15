/** What conditions on an answer to a message share: which message, counted from its send. */
import * as z from 'zod';
import { type AskMoment, defineCondition } from '../define-condition.ts';
import type { ContactEvent } from '../event.ts';
import { EVER, happenedOftenEnough } from './define-history.ts';

const one = z.string().regex(/^[a-z][a-z0-9-]*$/, 'A step or a template is named here.');

/** `clicked`, `opened`, `delivered`: events of the family `message`, by people, about a message this run sent. */
export function defineMessageEvent<const Kind extends string>(kind: { kind: Kind; says: string }) {
  return defineCondition({
    kind: kind.kind,
    says: kind.says,
    head: z.union([one, z.array(one).min(1)]).describe('The step that sent it, or its template; or a list of them.'),
    options: z.strictObject({}),
    example: {
      if: `{ ${kind.kind}: welcome }`,
      holds: { events: [{ family: 'message', name: kind.kind, minutesAgo: 5, data: { template: 'welcome' } }] },
      fails: {
        events: [{ family: 'message', name: kind.kind, minutesAgo: 5, data: { template: 'welcome', machine: true } }],
      },
    },
    families: () => [`message:${kind.kind}`],
    refersTo: (asked) =>
      [asked.head].flat().map((name) => ({ kind: 'step-or-template' as const, name, at: kind.kind })),
    asks: (asked) => `${kind.kind} ${[asked.head].flat().join(' or ')}`,
    lookUp: (asked, moment) => ({
      look: 'events',
      family: 'message',
      name: kind.kind,
      since: moment.run?.startedAt ?? EVER,
      atMost: 1,
      keeps: (event) => isAbout([asked.head].flat(), event, moment),
    }),
    holds: (_asked, found) => happenedOftenEnough({}, found),
  });
}

/** Machines that prefetch links and pixels are stored, and never count. */
function isAbout(names: string[], { data }: ContactEvent, { run }: AskMoment): boolean {
  if (data.machine === true) return false;
  if (run && data.run !== undefined && data.run !== run.id) return false;
  return names.some((name) => name === data.template || name === data.step);
}
