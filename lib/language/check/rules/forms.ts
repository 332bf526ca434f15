/** A trigger on a form that does not exist would wait for ever. */
import { triggerKind } from '../../registry.ts';
import type { TriggerRule } from '../known.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const formExists: TriggerRule = ({ trigger, item, path }, { forms }) => {
  if (!forms || !item.isUsable) return [];
  const references = triggerKind(item.kind).refersTo?.(trigger) ?? [];
  return references.flatMap(({ kind, name, at }) => {
    if (kind !== 'form' || forms.has(name)) return [];
    const wayOut = `A new one is written in \`forms/${name}.yaml\`.`;
    return [
      unknownName({ code: 'WM210', what: 'form', name, known: forms.keys(), path: pathTo(item, path, at), wayOut }),
    ];
  });
};
