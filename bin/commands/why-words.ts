/** Says why a contact did not get something: what kept them out, what led past it, or that it is still to come. */
import { targetsOf } from '../../lib/compiler/nodes.ts';
import { stepOf } from '../../lib/language/graph.ts';
import type { ContactView, DefinitionView, RunView, TimelineLine } from '../../lib/language/operator-api.ts';

/** The step that is meant: by its id, or by what stands in it. */
export function stepMeant({ nodes }: DefinitionView, named: string): string | undefined {
  const steps = stepsIn(nodes);
  return steps.find((step) => step === named) ?? steps.find((step) => step.endsWith(`-${named}`));
}

export const stepsIn = (nodes: DefinitionView['nodes']): string[] => [
  ...new Set(nodes.map(({ node }) => stepOf(node.id))),
];

/** Line by line, the answer first; the contact has nothing of this step in the timeline. */
export function whyNot({ timeline, runs }: ContactView, definition: DefinitionView, step: string): string[] {
  const { name, nodes } = definition;
  const own = timeline.filter((line) => line.definition === name);
  const [run] = runs.filter((one) => one.definition === name);
  if (!run) {
    const refused = own.filter(({ kind }) => kind === 'not-entered').map(say);
    return [`Never entered ${name}${refused.length > 0 ? ':' : ': nothing that starts it has happened.'}`, ...refused];
  }
  const isSent = nodes.some(({ node }) => node.does === 'work' && stepOf(node.id) === step && node.task !== 'run-step');
  const ledPast = lastThatCouldLead(
    own.filter((line) => line.run === run.run),
    definition,
    step,
  );
  const isOnTheWay = !run.end && reachOf(definition, run.step).has(step);
  const verdict = isOnTheWay ? 'Not yet.' : isSent ? 'Not sent.' : 'Not reached.';
  return [verdict, ...(ledPast && !isOnTheWay ? [say(ledPast)] : []), standing(run, own)];
}

/** The last turn from which the step was still ahead. */
function lastThatCouldLead(lines: TimelineLine[], definition: DefinitionView, step: string): TimelineLine | undefined {
  return lines.findLast(({ kind, step: at }) => isTurn(kind) && at !== undefined && reachOf(definition, at).has(step));
}

const isTurn = (kind: string): boolean => kind === 'decided' || kind === 'settled';

function standing({ run, end, step, dueAt }: RunView, own: TimelineLine[]): string {
  const last = own.findLast((line) => line.run === run && line.kind === 'ended');
  if (end) return last ? say(last) : `Ended: ${end.reason}`;
  return `Stands at ${step}${dueAt === undefined ? '' : ` until ${dueAt}`}.`;
}

/** Steps that can still come after one. */
function reachOf({ nodes }: DefinitionView, from: string): Set<string> {
  const byId = new Map(nodes.map(({ node }) => [node.id, node]));
  const reached = new Set<string>();
  const ahead = nodes.filter(({ node }) => stepOf(node.id) === from).flatMap(({ node }) => targetsOf(node));
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    const node = byId.get(next);
    if (reached.has(next) || !node) continue;
    reached.add(next);
    ahead.push(...targetsOf(node));
  }
  return new Set(Array.from(reached, stepOf));
}

const say = ({ local, text }: TimelineLine): string => `${local}  ${text}`;
