/** When time alone may turn an answer: an hour that opens, an age that is reached, something that leaves a window. */
import { earliest } from '../language/ages.ts';
import type { CheckedCondition } from '../language/checked.ts';
import type { Lookup } from '../language/define-condition.ts';
import { conditionKind } from '../language/registry.ts';
import { type Asker, findFor } from './ask.ts';

/**
 * The earliest such instant after the asker's `now`; undefined where only events can turn it. Every question counts, also
 * those behind the first "no": whichever turns last settles it.
 */
export async function nextFlip(conditions: readonly CheckedCondition[], asker: Asker): Promise<string | undefined> {
  return earliest(await Promise.all(conditions.map((condition) => flipOf(condition, asker))));
}

async function flipOf(condition: CheckedCondition, asker: Asker): Promise<string | undefined> {
  const kind = conditionKind(condition.kind);
  if (kind.joins) return nextFlip(condition.head as CheckedCondition[], asker);
  if (!kind.flipsAt) return flipOfSegment(kind.lookUp?.(condition, asker.moment), asker);
  if (kind.isTimed && !kind.isTimed(condition)) return undefined;
  return kind.flipsAt(condition, await findFor(condition, asker), asker.moment);
}

/** As its rule turns, for whoever is in it by the rule. */
async function flipOfSegment(lookup: Lookup | Lookup[] | undefined, asker: Asker): Promise<string | undefined> {
  if (!lookup || Array.isArray(lookup) || lookup.look !== 'segment' || asker.asking?.has(lookup.segment))
    return undefined;
  const rule = (await asker.ports.registry.segment(lookup.segment))?.if;
  const asking = new Set([...(asker.asking ?? []), lookup.segment]);
  return rule && nextFlip(rule, { ...asker, moment: { ...asker.moment, run: undefined }, asking });
}
