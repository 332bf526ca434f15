/** The control-flow graph of a definition: what both emitters draw and what the engine looks ahead in. */
import type { CheckedCondition, CheckedStep, StepBase } from './checked.ts';

/** A node's id, or END. */
export type Target = string;
export const END = 'end';

export type TaskName = 'run-step' | 'send-email' | 'send-sms';

export type GraphNode = WorkNode | WaitNode | WaitForNode | ChooseNode | StopNode;

/** Something is done, once, by a handler. `edges`: outcome → target. */
export interface WorkNode {
  does: 'work';
  id: string;
  task: TaskName;
  edges: Record<string, Target>;
}

/** Nothing happens until the instant that the step's kind names. */
export interface WaitNode {
  does: 'wait';
  id: string;
  next: Target;
}

/** Something is awaited; `happened` at once when it holds, `limit` at the instant that the step's kind names. */
export interface WaitForNode {
  does: 'wait-for';
  id: string;
  awaits: CheckedCondition[];
  /** Event families that can flip it. */
  families: string[];
  happened: Target;
  limit: Target;
}

/** The first case whose conditions hold; `fact` is the name under which the answer travels. */
export interface ChooseNode {
  does: 'choose';
  id: string;
  /** The step whose `only-if` this is, where it is one: a step passed over leaves a trace. */
  guards?: string;
  cases: { fact: string; if: CheckedCondition[]; to: Target }[];
  otherwise: Target;
}

export interface StopNode {
  does: 'stop';
  id: string;
  outcome: string;
}

export interface Graph {
  start: Target;
  nodes: Record<string, GraphNode>;
  /** Every checked step by id, blocks included, so that a handler finds its own. */
  steps: Record<string, CheckedStep>;
}

/** What a step kind is given to say how it joins the graph. */
export interface Flow {
  /** Where the definition goes on after this step. */
  next: Target;
  work(step: StepBase, edges: Record<string, Target>): WorkNode;
  wait(step: StepBase, next: Target): WaitNode;
  waitFor(step: StepBase, awaits: CheckedCondition[], edges: { happened: Target; limit: Target }): WaitForNode;
  choose(step: StepBase, cases: { if: CheckedCondition[]; to: Target }[], otherwise: Target): ChooseNode;
  stop(step: StepBase, outcome: string): StopNode;
  /** Joins a block; gives the block's first target (`next` for an empty one). */
  block(steps: CheckedStep[] | undefined, next: Target): Target;
}

/** State that looks once more, where no Task stands in front of a wait, a choice or an end. */
export const lookState = (id: Target) => `${id} look`;
/** State that settles an event wait at its limit. */
export const limitState = (id: Target) => `${id} limit`;

/** The state in which a handler opens the graph at `target`, when what came before was a Wait or the start. */
export function openingState(nodes: Graph['nodes'], target: Target): string {
  return nodes[target]?.does === 'work' ? target : lookState(target);
}

/** What a look state opens. */
export const lookTarget = (state: string): Target => state.replace(/ look$/, '');

/** The node of an `only-if`, which stands in front of its step. */
export const guardOf = (step: string): Target => `${step} only-if`;

/** Where a run enters a step that is named from elsewhere: at its `only-if`, where it has one. */
export const entryOf = (nodes: Graph['nodes'], step: Target): Target => (nodes[guardOf(step)] ? guardOf(step) : step);
