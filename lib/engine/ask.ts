/** The one place where conditions are answered, for decisions, waits, exits, goals and audiences alike. */
import type { CheckedCondition } from '../language/checked.ts';
import type { AskMoment, Found, Lookup } from '../language/define-condition.ts';
import type { ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import { readPath } from '../language/paths.ts';
import { conditionKind } from '../language/registry.ts';
import type { EnginePorts } from './ports.ts';

export interface Asker {
  moment: AskMoment;
  values: JsonMap;
  ports: Pick<EnginePorts, 'events' | 'segments' | 'registry'>;
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
  const lookup = kind.lookUp?.(condition, asker.moment);
  const found = lookup && (await lookUp(lookup, asker));
  const holds = kind.holds?.(condition, found, asker.moment) ?? false;
  answers.push({ asked: kind.asks(condition), holds, found: sayFound(found) });
  return holds;
}

async function lookUp(lookup: Lookup, asker: Asker): Promise<Found> {
  const { moment, ports } = asker;
  switch (lookup.look) {
    case 'value':
      return readPath(asker.values, lookup.path);
    case 'segment':
      return isMember(lookup.segment, asker);
    case 'events':
      return ports.events.find(moment.contact.id, { ...lookup, until: lookup.until ?? moment.now });
  }
}

/** By hand, or by the segment's rule. */
async function isMember(name: string, asker: Asker): Promise<boolean> {
  const { moment, ports, asking } = asker;
  if (await ports.segments.has(moment.contact.id, name)) return true;
  const rule = (await ports.registry.segment(name))?.if;
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
  if (Array.isArray(found)) return found.length > 0 ? (found as ContactEvent[]).at(-1)?.receivedAt : 'never';
  return JSON.stringify(found);
}

/** The decision in one line: `field role is developer: no (found "marketer")`. */
export const sayAnswers = (answers: readonly Answer[]): string =>
  answers
    .map(({ asked, holds, found }) => `${asked}: ${holds ? 'yes' : 'no'}${found ? ` (${found})` : ''}`)
    .join(' · ');
