/** Whoever asks for a journey that does not exist is told "never" for ever. */
import type { ConditionRule } from '../known.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const askedDefinitionExists: ConditionRule = ({ item, path, refersTo }, { known: { definitions } }) => {
  if (!definitions) return [];
  return refersTo.flatMap(({ kind, name, at }) => {
    if (kind !== 'definition' || definitions.has(name)) return [];
    const wayOut = `A new one is written in \`journeys/${name}.yaml\`.`;
    const place = pathTo(item, path, at);
    return [
      unknownName({ code: 'WM244', what: 'journey or workflow', name, known: definitions.keys(), path: place, wayOut }),
    ];
  });
};
