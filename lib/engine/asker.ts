/** How a step asks: by the names of its own file, and in a loop about nothing that its last turn has answered already. */
import type { ContactEvent } from '../language/event.ts';
import type { Target } from '../language/graph.ts';
import type { Scope } from '../language/scope.ts';
import type { Asker } from './ask.ts';
import { askMoment, type Passage, scopeOf, seenBy, valuesOf } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord } from './run-record.ts';

/** `found`: is given every event that the answers rest on. */
export function askerAt(passage: Passage, node: Target, found?: ContactEvent[]): Asker {
  const seen = seenBy(passage, node);
  const moment = askMoment(seen);
  const lastTurn = seen.record.turns?.[node];
  return {
    moment: lastTurn && moment.run ? { ...moment, run: { ...moment.run, lastTurn } } : moment,
    values: valuesOf(seen),
    ports: { ...passage.ports, events: eventsSeen(passage.ports.events, seen.record, scopeOf(seen), found) },
  };
}

/** A micro-journey knows what became of its own steps, by its own names for them: a message clicked, a task done. */
function eventsSeen(
  events: EnginePorts['events'],
  { run }: RunRecord,
  scope: Scope | undefined,
  found: ContactEvent[] = [],
): EnginePorts['events'] {
  const ownNames = new Map(Object.entries(scope?.names ?? {}).map(([own, id]) => [id, own]));
  const asOwn = (event: ContactEvent): ContactEvent | undefined => {
    if (!scope || event.data.run !== run || typeof event.data.step !== 'string') return event;
    const step = ownNames.get(event.data.step);
    return step === undefined ? undefined : { ...event, data: { ...event.data, step } };
  };
  return {
    ...events,
    async find(contact, asked) {
      const keeps = (event: ContactEvent) => {
        const own = asOwn(event);
        return own !== undefined && (asked.keeps?.(own) ?? true);
      };
      const kept = await events.find(contact, { ...asked, keeps });
      found.push(...kept);
      return kept;
    },
  };
}

type Turn = NonNullable<RunRecord['turns']>[string];

/** What settled a wait, so that its next turn does not begin with the same answer; several turns may be of one instant. */
export function turnOf(found: readonly ContactEvent[], otherwise: string, before?: Turn): Turn {
  const at = found.reduce((latest, { receivedAt }) => (receivedAt > latest ? receivedAt : latest), '') || otherwise;
  const events = found.filter(({ receivedAt }) => receivedAt === at).map(({ id }) => id);
  return { at, events: before?.at === at ? [...before.events, ...events] : events };
}
