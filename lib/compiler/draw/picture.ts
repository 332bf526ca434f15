/** What a picture of a definition holds, before anybody decides how it looks: boxes, arrows, and what stands beside. */
import type { CheckedStep } from '../../language/checked.ts';
import { sayTest } from '../../language/choose-words.ts';
import type { CheckedDefinition } from '../../language/definition.ts';
import { sayAgain, sayAny, sayGoal, sayTrigger } from '../../language/definition-words.ts';
import { type ChooseNode, END, entryOf, type Graph, type GraphNode, type Target } from '../../language/graph.ts';
import { nodeWords, stepOfNode } from '../../language/node-words.ts';
import { stepKind } from '../../language/registry.ts';
import { sayShare, WHOLE } from '../../language/share.ts';
import { sayConditions } from '../../language/step-words.ts';
import { branchesFrom, wordOfCase, wordOtherwise } from '../../language/ways-out.ts';

/** No step is called like these, since step ids begin with a letter. */
export const START = '>';
export const FAILED = '!';

export type Shape = 'start' | 'end' | 'failed' | GraphNode['does'];

export interface Box {
  id: string;
  shape: Shape;
  /** What kind of work it is, as the reference groups it. */
  group: string;
  /** Of which the reader knows a sign: the kind of its step. */
  sign: string;
  kind: string;
  about: string;
  detail: string;
  /** One line for each way of a decision with several. */
  ways: string[];
}

export interface Arrow {
  from: string;
  to: string;
  label: string;
  /** Taken only when a step has failed for good. */
  isDetour: boolean;
}

/** A goal or an exit has a name. */
export interface Line {
  name?: string;
  said: string;
}

export interface Picture {
  kind: string;
  name: string;
  purpose: string;
  boxes: Box[];
  arrows: Arrow[];
  /** Who enters, and what ends a run from outside. */
  beside: { heading: string; lines: Line[] }[];
}

export function pictureOf(definition: Omit<CheckedDefinition, 'steps'>, graph: Graph): Picture {
  const { kind, name, purpose } = definition;
  const detours = detoursOf(definition, graph);
  const arrows = [
    { from: START, to: graph.start, label: '', isDetour: false },
    ...Object.values(graph.nodes).flatMap((node) =>
      branchesFrom(node).map(({ from, to, label }) => ({ from, to, label, isDetour: false })),
    ),
    ...detours,
  ];
  const has = (id: string) => arrows.some(({ from, to }) => from === id || to === id);
  const boxes = [
    terminal(START, 'start', definition.when.length === 0 ? 'called, or by hand' : 'starts'),
    ...Object.values(graph.nodes).map((node) => boxOf(node, graph)),
    ...(has(FAILED) ? [terminal(FAILED, 'failed', 'a step has failed')] : []),
    ...(has(END) ? [terminal(END, 'end', 'finished')] : []),
  ];
  return { kind, name, purpose, boxes, arrows, beside: besideOf(definition) };
}

const terminal = (id: string, shape: Shape, kind: string): Box => ({
  id,
  shape,
  group: 'flow',
  sign: '',
  kind,
  about: '',
  detail: '',
  ways: [],
});

function boxOf(node: GraphNode, graph: Graph): Box {
  const { title, detail = '' } = nodeWords(node, graph.steps);
  const step = stepOfNode(node, graph.steps);
  const [, kind = title, about = ''] = /^([\w-]+): (.*)$/s.exec(title) ?? [];
  const part = step && partWords(node, step);
  const journey = step?.scope === undefined ? undefined : graph.scopes?.[step.scope]?.definition;
  const named = [kind, part?.word].filter(Boolean).join(' · ');
  return {
    id: node.id,
    shape: node.does,
    group: step ? stepKind(step.kind).group : 'flow',
    sign: step?.kind ?? '',
    kind: journey === undefined ? named : `${journey} › ${named}`,
    about: part?.about || about,
    detail: part ? '' : [detail, sayShares(node)].filter(Boolean).join(', '),
    ways: node.does === 'choose' && !part ? waysOf(node) : [],
  };
}

/** A decision with one way says it in its title; arms are parted by lot, and not asked. */
const waysOf = ({ cases }: ChooseNode): string[] =>
  cases.length > 1 ? cases.flatMap((way) => (way.if ? [sayTest(way)] : [])) : [];

/** `warm 40%, cold 60%`: the last arm has what the others leave. */
function sayShares(node: GraphNode): string {
  if (node.does !== 'choose' || !node.cases.some(({ share }) => share)) return '';
  const left = WHOLE - Math.max(...node.cases.map(({ share }) => share?.to ?? 0));
  const arms = node.cases.map((way, index) => `${wordOfCase(node, index)} ${sayTest(way)}`);
  return [...arms, `${wordOtherwise(node)} ${sayShare(left)}`].join(', ');
}

/** What a node does for its step, where the step has several; most are called like the option they carry out. */
function partWords(node: GraphNode, step: CheckedStep): { word: string; about: string } | undefined {
  if (node.id === step.id || (node.does === 'choose' && node.guards)) return undefined;
  const word = node.id.slice(step.id.length + 1);
  if (node.does === 'choose') return { word, about: node.cases.map(sayTest).join(', ') };
  return { word, about: step[word] === undefined ? '' : sayAny(step[word]) };
}

/** Where a failed step goes on: no edge of the graph, and still a way that contacts take. */
function detoursOf({ onError }: Pick<CheckedDefinition, 'onError'>, { nodes, steps }: Graph): Arrow[] {
  const to = (policy = ''): Target | undefined =>
    policy.startsWith('go-to ') ? entryOf(nodes, policy.slice('go-to '.length)) : undefined;
  const own = Object.values(steps).map((step) => ({ from: step.id, to: to(step['on-error']) }));
  return [{ from: FAILED, to: to(onError) }, ...own].flatMap(({ from, to: target }) =>
    target !== undefined && nodes[target] && (from === FAILED || nodes[from])
      ? [{ from, to: target, label: from === FAILED ? '' : 'error', isDetour: true }]
      : [],
  );
}

function besideOf(definition: Omit<CheckedDefinition, 'steps'>): Picture['beside'] {
  const { when, goals, exit, per } = definition;
  const again = per ? `${sayAgain(definition)}, per ${per}` : sayAgain(definition);
  const parts: Picture['beside'] = [
    { heading: 'Starts', lines: when.map((one) => ({ said: sayTrigger(one) })) },
    { heading: 'For whom', lines: (definition.if ?? []).map((one) => ({ said: sayConditions([one]) })) },
    { heading: 'Again', lines: when.length === 0 ? [] : [{ said: again }] },
    { heading: 'Goals', lines: Object.entries(goals).map(([name, goal]) => ({ name, said: sayGoal(goal) })) },
    { heading: 'Exits', lines: Object.entries(exit).map(([name, holds]) => ({ name, said: sayConditions(holds) })) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}
