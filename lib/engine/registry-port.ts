/** What is published, and what an operator has said of it. */
import type { CheckedCondition, CheckedTrigger } from '../language/checked.ts';
import type { Form, Segment, Settings } from '../language/project.ts';
import type { Version } from '../language/version.ts';

export type OperatorState = 'live' | 'paused' | 'disabled';

/** What a trigger's route answers: enough to decide on entry without loading the version. */
export interface RegistryEntry {
  definition: string;
  version: string;
  trigger: CheckedTrigger;
  audience?: CheckedCondition[];
  priority: number;
}

export interface LiveDefinition {
  name: string;
  kind: 'journey' | 'workflow';
  version: string;
  /** Consecutive, for people. */
  number: number;
  /** What `Executions.start` is given: the retained version's ARN. */
  machine: string;
  state: OperatorState;
  /** Since when; left out where nobody has said anything yet. */
  since?: string;
}

export interface Publication {
  versions: { version: Version; machine: string }[];
  settings: Settings;
  forms: Form[];
  segments: Segment[];
  at: string;
}

export interface Registry {
  settings(): Promise<Settings>;
  form(name: string): Promise<Form | undefined>;
  forms(): Promise<Form[]>;
  segment(name: string): Promise<Segment | undefined>;
  /** Entries of a route, priority first, then name. */
  triggers(route: string): Promise<RegistryEntry[]>;
  /** Of these, the families that can flip a wait, an exit or a goal of any version that was ever live: `contact:plan`. */
  watched(families: readonly string[]): Promise<string[]>;
  /** Strong read of the operator's state with the live version. */
  definition(name: string): Promise<LiveDefinition | undefined>;
  definitions(): Promise<LiveDefinition[]>;
  /** Immutable, so it may be cached for good. */
  version(name: string, hash: string): Promise<Version | undefined>;
  /** The machine that runs of a version walk through, for as long as any of them is pinned to it. */
  machineOf(name: string, hash: string): Promise<string | undefined>;
  /** Puts immutable versions where handlers find them, ahead of the machines and the switch that lead to them. */
  keep(versions: readonly Version[]): Promise<void>;
  /** Versions first, the switch to them last; a definition left out is disabled, its state kept otherwise. */
  publish(publication: Publication): Promise<void>;
  setState(name: string, state: OperatorState, at: string): Promise<void>;
}
