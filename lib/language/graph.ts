/** The control-flow graph of a definition: what both emitters draw and what the engine looks ahead in. */
import type { CheckedCondition, CheckedStep, StepBase } from './checked.ts';
import type { Scope } from './scope.ts';

/** A node's id, or END. A step's first node bears the step's id, each further one that and a word: `nudge every`. */
export type Target = string;
export const END = 'end';

export type TaskName = 'run-step' | 'send-email' | 'send-sms' | 'charge-card';

export type GraphNode = WorkNode | WaitNode | WaitForNode | ChooseNode | PassNode | StopNode;

interface Node {
  id: Target;
  /** A run may come here more than once, so that its visits are counted. */
  loops?: true;
}

/** Something is done, once, by a handler. `edges`: outcome → target. */
export interface WorkNode extends Node {
  does: 'work';
  task: TaskName;
  edges: Record<string, Target>;
  /** Under which name its output is kept; left out: the step's id. */
  keeps?: string;
  /** Where a run goes on whose step has failed and may; left out: where its first outcome leads. */
  onward?: Target;
  /** It waits for somebody outside: nothing else is done in the same Task. */
  takesLong?: true;
}

/** Nothing happens until the instant that the step's kind names. */
export interface WaitNode extends Node {
  does: 'wait';
  next: Target;
}

/** Something is awaited; `happened` at once when it holds, `limit` at the instant that the step's kind names. */
export interface WaitForNode extends Node {
  does: 'wait-for';
  awaits: CheckedCondition[];
  /** In place of conditions: the end of the run that this step has started. */
  awaitsChild?: true;
  /** Or: a colleague's word on the follow-up that this step has made. */
  awaitsTask?: true;
  /** Event families that can flip it. */
  families: string[];
  happened: Target;
  limit: Target;
}

/**
 * What decides a case: conditions that hold, as many rounds as have not been walked yet, or a share of all contacts,
 * in ten-thousandths from `from` up to, and without, `to`.
 */
export type ChooseTest =
  | { if: CheckedCondition[]; rounds?: never; share?: never }
  | { if?: never; rounds: number; share?: never }
  | { if?: never; rounds?: never; share: { from: number; to: number } };

/** `word` is what the timeline calls it; left out: `then`, or its number where there are several. */
export type Way = ChooseTest & { to: Target; word?: string };
/** `fact` is the name under which the answer travels. */
export type ChooseCase = Way & { fact: string };

/** The first case that holds. */
export interface ChooseNode extends Node {
  does: 'choose';
  /** The step whose `only-if` this is, where it is one: a step passed over leaves a trace. */
  guards?: string;
  cases: ChooseCase[];
  otherwise: Target;
  /** Left out: `else`. */
  otherwiseWord?: string;
  /** What it decides by has been told by the step itself. */
  silent?: true;
}

/** A place that a run only passes: no state of the machine, and nothing that takes time. */
export interface PassNode extends Node {
  does: 'pass';
  next: Target;
  /** The rounds of this node are counted from here anew. */
  restarts?: Target;
  /** A micro-journey ends here: under its call's id stand the outcome and the values that it hands back. */
  returns?: { call: string; outcome: string; output: Record<string, { from: string }> };
}

export interface StopNode extends Node {
  does: 'stop';
  outcome: string;
}

export interface Graph {
  start: Target;
  nodes: Record<string, GraphNode>;
  /** Every checked step by id, blocks included, so that a handler finds its own. */
  steps: Record<string, CheckedStep>;
  /** Steps about which some condition asks how or when they ended; nobody keeps the others' outcomes. */
  remembers?: string[];
  /** Where failed steps go: no edges, yet places where a run may go on. */
  detours?: Target[];
  /** Micro-journeys by the id of the step that calls them. */
  scopes?: Record<string, Scope>;
}

/** What a step kind is given to say how it joins the graph. */
export interface Flow {
  /** Where the definition goes on after this step. */
  next: Target;
  work(step: StepBase, edges: Record<string, Target>): WorkNode;
  wait(step: StepBase, next: Target): WaitNode;
  waitFor(step: StepBase, awaits: CheckedCondition[], edges: { happened: Target; limit: Target }): WaitForNode;
  choose(step: StepBase, ways: Way[], otherwise: Target, otherwiseWord?: string): ChooseNode;
  pass(step: StepBase, next: Target, more?: Pick<PassNode, 'restarts'>): PassNode;
  stop(step: StepBase, outcome: string): StopNode | PassNode;
  /** Joins the steps of a journey that is called, each under the call's name; gives the first target. */
  journey(call: StepBase, name: string): Target;
  /** Joins a block; gives the block's first target (`next` for an empty one). */
  block(steps: CheckedStep[] | undefined, next: Target): Target;
}

/** A step's further node, to be handed to the flow in place of the step. */
export const partOf = (step: StepBase, word: string): StepBase => ({ ...step, id: `${step.id} ${word}` });

/** The step that a node, or a state of the machine, belongs to; no id holds a blank. */
export const stepOf = (node: Target): string => node.split(' ', 1)[0] ?? node;

/** State that looks once more, where no Task stands in front of a wait, a choice or an end. */
export const lookState = (id: Target) => `${id} look`;
/** State that settles an event wait at its limit. */
export const limitState = (id: Target) => `${id} limit`;

/** Where a run lands that is sent to `target`: behind everything that it only passes. */
export function landing(nodes: Graph['nodes'], target: Target): Target {
  return passing(nodes, target, () => true);
}

function passing(nodes: Graph['nodes'], target: Target, may: (node: PassNode) => boolean): Target {
  if (nodes[target]?.does !== 'pass') return target;
  const seen = new Set<Target>();
  let here = target;
  for (let node = nodes[here]; node?.does === 'pass' && may(node) && !seen.has(here); node = nodes[here]) {
    seen.add(here);
    here = node.next;
  }
  return here;
}

/**
 * The state in which a handler opens the graph at `target`, when what came before was a Wait or the start: a step that
 * works, or a look at what stands there. What is passed without a trace needs no look.
 */
export function openingState(nodes: Graph['nodes'], target: Target): string {
  const here = passing(nodes, target, ({ restarts, returns }) => !restarts && !returns);
  return nodes[here]?.does === 'work' ? here : lookState(here);
}

/** What a look state opens. */
export const lookTarget = (state: string): Target => state.replace(/ look$/, '');

/** The node of an `only-if`, which stands in front of its step. */
export const guardOf = (step: string): Target => `${step} only-if`;

/** Where a run enters a step that is named from elsewhere: at its `only-if`, where it has one. */
export const entryOf = (nodes: Graph['nodes'], step: Target): Target => (nodes[guardOf(step)] ? guardOf(step) : step);
