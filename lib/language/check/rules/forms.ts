/** A form that does not exist starts nobody, and nobody ever confirms it. */
import { conditionKind, triggerKind } from '../../registry.ts';
import type { ReadItem } from '../dispatch.ts';
import type { ConditionRule, Known, TriggerRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const formExists: TriggerRule = ({ trigger, item, path }, known) =>
  item.isUsable ? formProblems(triggerKind(item.kind).refersTo?.(trigger) ?? [], item, path, known) : [];

export const askedFormExists: ConditionRule = ({ condition, item, path }, { known }) =>
  item.isUsable ? formProblems(conditionKind(item.kind).refersTo?.(condition) ?? [], item, path, known) : [];

function formProblems(
  references: { kind: string; name: string; at: string }[],
  item: ReadItem,
  path: Problem['path'],
  { forms }: Known,
): Problem[] {
  return references.flatMap(({ kind, name, at }) => {
    if (!forms || kind !== 'form' || forms.has(name)) return [];
    const wayOut = `A new one is written in \`forms/${name}.yaml\`.`;
    return [
      unknownName({ code: 'WM210', what: 'form', name, known: forms.keys(), path: pathTo(item, path, at), wayOut }),
    ];
  });
}
