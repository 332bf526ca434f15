/** Exits and goals that come to hold by time alone: nothing tells of it, so they are asked before each step. */
import type { CheckedCondition } from '../language/checked.ts';
import { conditionKind } from '../language/registry.ts';
import { judgeEnds } from './ends.ts';
import { askMoment, type Passage } from './passage.ts';

/** `lost` where another write came first. */
export async function judgeTimedEnds(passage: Passage): Promise<'goes-on' | 'ended' | 'lost'> {
  const { exit, goals } = passage.version.definition;
  const asked = [...Object.values(exit), ...Object.values(goals).map((goal) => goal.if)].flat();
  return (await turnsByTime(asked, passage)) ? judgeEnds(passage) : 'goes-on';
}

async function turnsByTime(
  conditions: readonly CheckedCondition[],
  passage: Passage,
  asking: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  for (const condition of conditions) {
    const kind = conditionKind(condition.kind);
    const inner = kind.joins ? (condition.head as CheckedCondition[]) : await ruleBehind(condition, passage, asking);
    if (inner) {
      const within = kind.joins ? asking : new Set([...asking, String(condition.head)]);
      if (await turnsByTime(inner, passage, within)) return true;
    } else if (kind.flipsAt && (kind.isTimed?.(condition) ?? true)) return true;
  }
  return false;
}

/** A segment turns as its rule does. */
async function ruleBehind(condition: CheckedCondition, passage: Passage, asking: ReadonlySet<string>) {
  const lookup = conditionKind(condition.kind).lookUp?.(condition, askMoment(passage));
  if (!lookup || Array.isArray(lookup) || lookup.look !== 'segment' || asking.has(lookup.segment)) return undefined;
  return (await passage.ports.registry.segment(lookup.segment))?.if;
}
