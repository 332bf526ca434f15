/** What a deploy is made of, as the compiler gives it: journeys as machines, and what handlers must find in the registry. */
import type { StateMachine } from '../compiler/asl.ts';

export interface CloudMachine {
  /** The definition's name. */
  name: string;
  /** At each Task's FunctionName stands the name of its function. */
  machine: StateMachine;
  type: 'STANDARD' | 'EXPRESS';
  /** What the machine calls: its role may call exactly this. */
  tasks: readonly string[];
}

export interface CloudProject {
  /** Letters, digits and dashes; part of every name. Two projects share an account under two names. */
  name: string;
  /** Addresses that emails come from. */
  senders: readonly string[];
  machines: readonly CloudMachine[];
  /** Name of the secret that holds the key of the payment provider; left out: no card can be charged. */
  cardSecret?: string;
  /** How long what happened is kept; left out: as the functions have it. */
  retentionDays?: number;
  /** JSON of all versions, settings, forms and segments. */
  definitions: string;
}

/** `trial-activation` → `TrialActivation`. */
export const pascal = (name: string): string =>
  name.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * What the names of a project's machines begin with: CloudFormation builds each from its logical id. Rights name
 * them by it, so that a run pinned to a machine of last year can still be woken, and three hundred fit in a policy.
 */
export const machinePrefix = (project: string): string => `${pascal(project)}Machine`;
