/** A form that does not exist starts nobody, and nobody ever confirms it. */
import type { ReadItem } from '../dispatch.ts';
import type { ConditionRule, Known, TriggerRule } from '../known.ts';
import type { Reference } from '../reading.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const formExists: TriggerRule = ({ item, path, refersTo }, known) => formProblems(refersTo, item, path, known);

export const askedFormExists: ConditionRule = ({ item, path, refersTo }, { known }) =>
  formProblems(refersTo, item, path, known);

function formProblems(
  references: readonly Reference[],
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
