/** Whoever asks for a journey that does not exist is told "never" for ever. */
import { conditionKind } from '../../registry.ts';
import type { ConditionRule } from '../known.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const askedDefinitionExists: ConditionRule = ({ condition, item, path }, { known: { definitions } }) => {
  if (!definitions || !item.isUsable) return [];
  const references = conditionKind(item.kind).refersTo?.(condition) ?? [];
  return references.flatMap(({ kind, name, at }) => {
    if (kind !== 'definition' || definitions.has(name)) return [];
    const wayOut = `A new one is written in \`journeys/${name}.yaml\`.`;
    const place = pathTo(item, path, at);
    return [
      unknownName({ code: 'WM244', what: 'journey or workflow', name, known: definitions.keys(), path: place, wayOut }),
    ];
  });
};
