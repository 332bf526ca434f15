/** A loop without a wait would send a run round and round in one moment, and a contact a message each time. */
import { stepKind } from '../../registry.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { DefinitionRule } from '../known.ts';
import { type FoundStep, placeKey } from '../reading.ts';
import { eachReference } from '../references.ts';
import type { Problem } from '../report.ts';
import { goToOf, keysById, reachOf, waysThrough } from '../ways.ts';

/**
 * A wait counts where time passes for certain: not where its `only-if` passes it over, nor a `wait-for` that finds what
 * it waits for on arrival.
 */
export const loopsWait: DefinitionRule = (definition, known) => {
  const jumps = [...definition.steps.flatMap(jumpsOf), ...jumpsOfFile(definition)];
  if (jumps.length === 0) return [];
  const { ways } = waysThrough(definition, known);
  const keyOf = keysById(definition.steps);
  const atOnce = new Map<string, Set<string>>();
  const told = new Set<string>();
  return jumps.flatMap(({ from, to, path, fails }): Problem[] => {
    const target = keyOf.get(to);
    const place = placeKey(path);
    if (target === undefined || told.has(place)) return [];
    const reached = atOnce.get(target) ?? reachOf(target, ways, ({ lasts }) => !lasts);
    atOnce.set(target, reached);
    if (!reached.has(from.key)) return [];
    told.add(place);
    const leads = fails ? `When \`${from.step.id}\` fails, this leads` : 'This leads';
    const message = `${leads} back to \`${to}\` with no wait on the way, so a run would go round without end.`;
    const hint =
      fails && path.length === 1
        ? `Give \`${from.step.id}\` an \`on-error: stop\` of its own.`
        : 'Put a `wait` between them: one without `only-if`, for a length of time.';
    return [{ code: 'WM444', message, hint, path }];
  });
};

interface Jump {
  from: FoundStep;
  to: string;
  path: (string | number)[];
  fails?: boolean;
}

function jumpsOf(from: FoundStep): Jump[] {
  const jumps: Jump[] = goToOf(from.step['on-error']).map((to) => ({
    from,
    to,
    path: [...from.path, 'on-error'],
    fails: true,
  }));
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
      .map((from) => ({ from, to, path: ['on-error'], fails: true })),
  );
}
