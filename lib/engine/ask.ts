/** The one place where conditions are answered, for decisions, waits, exits, goals and audiences alike. */
import { hasAgreed } from '../language/agreed.ts';
import type { CheckedCondition } from '../language/checked.ts';
import {
  type AskMoment,
  eventsIn,
  type Found,
  type LookForEvents,
  type Lookup,
  type SeenRun,
} from '../language/define-condition.ts';
import type { ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import { readPath } from '../language/paths.ts';
import { conditionKind } from '../language/registry.ts';
import { findEvents as findEventsOf, idsOf, runsOf, segmentsOf } from './family.ts';
import type { EnginePorts } from './ports.ts';

export interface Asker {
  moment: AskMoment;
  values: JsonMap;
  ports: Pick<EnginePorts, 'events' | 'segments' | 'registry' | 'runs'>;
  /** Segments being asked, so that two that name each other end in "no" instead of never. */
  asking?: ReadonlySet<string>;
}

/** One question as it was answered, in words for the decision log. */
export interface Answer {
  asked: string;
  holds: boolean;
  found?: string;
}

export interface Verdict {
  holds: boolean;
  answers: Answer[];
}

/** A list means all; every question is asked up to the first "no", so that the log says which one decided. */
export async function ask(conditions: readonly CheckedCondition[], asker: Asker): Promise<Verdict> {
  const answers: Answer[] = [];
  for (const condition of conditions) {
    const holds = await askOne(condition, asker, answers);
    if (!holds) return { holds: false, answers };
  }
  // An empty list is refused by the check; met all the same, it must never match everyone.
  return { holds: conditions.length > 0, answers };
}

async function askOne(condition: CheckedCondition, asker: Asker, answers: Answer[]): Promise<boolean> {
  const kind = conditionKind(condition.kind);
  if (kind.joins) {
    const parts: boolean[] = [];
    for (const part of condition.head as CheckedCondition[]) parts.push(await askOne(part, asker, answers));
    return kind.joins(parts);
  }
  const found = await findFor(condition, asker);
  const holds = kind.holds?.(condition, found, asker.moment) ?? false;
  const said = kind.saysFound?.(condition, found, asker.moment) ?? sayFound(found);
  answers.push({ asked: kind.asks(condition), holds, found: said });
  return holds;
}

/** What a condition's answer rests on. */
export async function findFor(condition: CheckedCondition, asker: Asker): Promise<Found> {
  const lookup = conditionKind(condition.kind).lookUp?.(condition, asker.moment);
  if (!Array.isArray(lookup)) return lookup && lookUp(lookup, asker);
  return (await Promise.all(lookup.map((one) => findEvents(one, asker)))).flat();
}

async function lookUp(lookup: Lookup, asker: Asker): Promise<Found> {
  const { moment, ports } = asker;
  switch (lookup.look) {
    case 'value':
      return readPath(asker.values, lookup.path);
    case 'segment':
      return isMember(lookup.segment, asker);
    case 'consent':
      return hasAgreed(moment.contact, lookup, await ports.registry.settings());
    case 'runs':
      return (await runsOf(idsOf(moment.contact), ports))
        .filter(({ definition }) => definition === lookup.definition)
        .map(({ run, status, end }): SeenRun => ({ run, isOpen: status !== 'ended', reason: end?.reason }));
    case 'events':
      return findEvents(lookup, asker);
  }
}

const findEvents = (lookup: LookForEvents, { moment, ports }: Asker): Promise<ContactEvent[]> =>
  findEventsOf(moment.contact, { ...sinceLastTurn(lookup, moment), until: lookup.until ?? moment.now }, ports);

/** In a loop nobody goes round twice on one answer. */
function sinceLastTurn(lookup: LookForEvents, { run }: AskMoment): LookForEvents {
  const turn = run?.lastTurn;
  if (!turn) return lookup;
  const keeps = (event: ContactEvent) => !turn.events.includes(event.id) && lookup.keeps(event);
  return { ...lookup, since: lookup.since > turn.at ? lookup.since : turn.at, keeps };
}

/** By hand, or by the segment's rule. */
async function isMember(name: string, asker: Asker): Promise<boolean> {
  const { moment, ports, asking } = asker;
  const byHand = await segmentsOf(moment.contact, ports.segments).has(moment.contact.id, name);
  if (byHand) return true;
  const rule = (await ports.registry.segment(name))?.if;
  // Whom somebody has taken out, the rule does not put back.
  if (byHand === false) return false;
  if (!rule || asking?.has(name)) return false;
  // A rule looks at the contact's whole history, whatever run asks.
  const verdict = await ask(rule, {
    ...asker,
    moment: { ...moment, run: undefined },
    asking: new Set([...(asking ?? []), name]),
  });
  return verdict.holds;
}

function sayFound(found: Found): string | undefined {
  if (found === undefined || found === null) return 'not known';
  if (typeof found === 'boolean') return undefined;
  if (!Array.isArray(found)) return JSON.stringify(found);
  return found.length === 0 ? 'never' : (newest(eventsIn(found)) ?? JSON.stringify(found));
}

const newest = (events: readonly ContactEvent[]): string | undefined =>
  events
    .flatMap((event) => event?.receivedAt ?? [])
    .sort()
    .at(-1);

/** The decision in one line: `field role is developer: no (found "marketer")`. */
export const sayAnswers = (answers: readonly Answer[]): string =>
  answers
    .map(({ asked, holds, found }) => `${asked}: ${holds ? 'yes' : 'no'}${found ? ` (${found})` : ''}`)
    .join(' · ');
