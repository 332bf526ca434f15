/** A journey that calls others is one machine with them, and a machine has an end to its size. */
import { mostSteps } from '../blocks.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { DefinitionRule, Known } from '../known.ts';
import { pathTo } from '../unknown-name.ts';
import { callsOf } from './calls.ts';

export const partsAreBounded: DefinitionRule = (definition, known) => {
  const calls = inlinedBy(definition);
  const total = calls.length === 0 ? 0 : stepsOf(definition, known, []);
  const [first] = calls;
  if (!first || total <= mostSteps) return [];
  const message = `With the journeys that it runs, this one has ${total} steps; ${mostSteps} are the most.`;
  const hint = 'Start a part of it as a journey or a workflow of its own: `- run-workflow: <name>`.';
  return [{ code: 'WM322', message, hint, path: pathTo(first.found.item, first.found.path, first.at) }];
};

const inlinedBy = ({ steps }: ReadDefinition) =>
  steps
    .filter(({ item }) => item.kind === 'run-journey')
    .flatMap((found) => callsOf(found).map((call) => ({ found, ...call })));

/** Counted up to the limit and one more: what calls itself is a mistake of its own. */
function stepsOf(definition: ReadDefinition, known: Known, around: readonly string[]): number {
  let total = definition.steps.length;
  for (const { name } of inlinedBy(definition)) {
    const called = known.definitions?.get(name)?.read;
    if (!called || around.includes(name) || total > 10 * mostSteps) continue;
    total += stepsOf(called, known, [...around, name]);
  }
  return total;
}
