/** When time alone may turn an answer: an hour that opens, an age that is reached, something that leaves a window. */
import { earliest } from '../language/ages.ts';
import type { CheckedCondition } from '../language/checked.ts';
import { conditionKind } from '../language/registry.ts';
import { type Asker, findFor } from './ask.ts';
import type { EnginePorts } from './ports.ts';

type Rules = Pick<EnginePorts['registry'], 'segment'>;

/** How one question stands at the asker's `now`, and when that may turn, nothing else happening. */
interface Standing {
  holds: boolean;
  turnsAt?: string;
}

/**
 * The earliest instant after the asker's `now` at which the answer to all of them may be another one; undefined where only
 * events can turn it. What a part does meanwhile is no reason to look, as long as the others decide.
 */
export async function nextFlip(conditions: readonly CheckedCondition[], asker: Asker): Promise<string | undefined> {
  if (!(await turnByTime(conditions, asker.ports.registry))) return undefined;
  return joined(everyone, await standingsOf(conditions, asker)).turnsAt;
}

/** Whether there is one among them that time may turn; asks nothing of the contact. */
export async function turnByTime(
  conditions: readonly CheckedCondition[],
  rules: Rules,
  asking: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  for (const condition of conditions) {
    const kind = conditionKind(condition.kind);
    if (isTimed(condition)) return true;
    if (kind.joins && (await turnByTime(condition.head as CheckedCondition[], rules, asking))) return true;
    const segment = segmentIn(condition);
    if (segment === undefined || asking.has(segment)) continue;
    if (await turnByTime((await rules.segment(segment))?.if ?? [], rules, new Set([...asking, segment]))) return true;
  }
  return false;
}

function isTimed(condition: CheckedCondition): boolean {
  const kind = conditionKind(condition.kind);
  return kind.flipsAt !== undefined && (kind.isTimed?.(condition) ?? true);
}

const segmentIn = (condition: CheckedCondition): string | undefined =>
  conditionKind(condition.kind)
    .refersTo?.(condition)
    .find(({ kind }) => kind === 'segment')?.name;

const standingsOf = (conditions: readonly CheckedCondition[], asker: Asker): Promise<Standing[]> =>
  Promise.all(conditions.map((condition) => standingOf(condition, asker)));

async function standingOf(condition: CheckedCondition, asker: Asker): Promise<Standing> {
  const kind = conditionKind(condition.kind);
  if (kind.joins) return joined(kind.joins, await standingsOf(condition.head as CheckedCondition[], asker));
  const found = await findFor(condition, asker);
  const holds = kind.holds?.(condition, found, asker.moment) ?? false;
  if (isTimed(condition)) return { holds, turnsAt: kind.flipsAt?.(condition, found, asker.moment) };
  return { holds, turnsAt: await turnOfSegment(condition, asker) };
}

/** As its rule turns, for whoever is in it by the rule. */
async function turnOfSegment(condition: CheckedCondition, asker: Asker): Promise<string | undefined> {
  const segment = segmentIn(condition);
  if (segment === undefined || asker.asking?.has(segment)) return undefined;
  const rule = (await asker.ports.registry.segment(segment))?.if;
  const asking = new Set([...(asker.asking ?? []), segment]);
  return rule && nextFlip(rule, { ...asker, moment: { ...asker.moment, run: undefined }, asking });
}

const everyone = (answers: boolean[]): boolean => answers.every(Boolean);

/** Whether all, any or none of them are wanted: what turns first may leave the answer as it is. */
function joined(joins: (answers: boolean[]) => boolean, parts: Standing[]): Standing {
  const holds = joins(parts.map((part) => part.holds));
  const turns = [...new Set(parts.flatMap(({ turnsAt }) => turnsAt ?? []))].sort();
  const mayTurn = (at: string) =>
    [true, false].some((turned) => {
      const then = parts.map((part) => (part.turnsAt !== undefined && part.turnsAt <= at ? turned : part.holds));
      return joins(then) !== holds;
    });
  return { holds, turnsAt: earliest(turns.filter(mayTurn)) };
}
