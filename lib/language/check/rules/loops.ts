/** A way back makes a run go round, and a step that fails would send it round for ever. */
import { stepKind } from '../../registry.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { DefinitionRule } from '../known.ts';
import { type FoundStep, placeKey } from '../reading.ts';
import { eachReference } from '../references.ts';
import type { Problem } from '../report.ts';
import { goToOf, keysById, reachOf, waysThrough } from '../ways.ts';

export const noWayLeadsBack: DefinitionRule = (definition) => {
  const jumps = [...definition.steps.flatMap(jumpsOf), ...jumpsOfFile(definition)];
  if (jumps.length === 0) return [];
  const { ways } = waysThrough(definition);
  const keyOf = keysById(definition.steps);
  const told = new Set<string>();
  return jumps.flatMap(({ from, to, path }): Problem[] => {
    const target = keyOf.get(to);
    const place = placeKey(path);
    if (target === undefined || told.has(place) || !reachOf(target, ways).has(placeKey(from.path))) return [];
    told.add(place);
    const { id } = from.step;
    const ofFile = path.length === 1;
    const message = ofFile
      ? `When \`${id}\` fails, this leads back to \`${to}\`, and so in a circle.`
      : `This leads back to \`${to}\`, and so in a circle: loops are not available yet.`;
    const hint = ofFile ? `Give \`${id}\` an \`on-error: stop\` of its own.` : 'Lead to a step that comes later.';
    return [{ code: 'WM444', message, hint, path }];
  });
};

interface Jump {
  from: FoundStep;
  to: string;
  path: (string | number)[];
}

function jumpsOf(from: FoundStep): Jump[] {
  const jumps = goToOf(from.step['on-error']).map((to) => ({ from, to, path: [...from.path, 'on-error'] }));
  eachReference(from, (to, path) => {
    jumps.push({ from, to, path });
    return to;
  });
  return jumps;
}

/** The file's `on-error` stands for every step that can fail and has none of its own. */
function jumpsOfFile({ steps, values }: ReadDefinition): Jump[] {
  return goToOf(values['on-error']).flatMap((to) =>
    steps
      .filter(({ step, item }) => step['on-error'] === undefined && stepKind(item.kind).run !== undefined)
      .map((from) => ({ from, to, path: ['on-error'] })),
  );
}
