/** What the files beside a definition say, as far as it is known; where it is not, nothing is judged by it. */
import type { Form, Settings } from '../project.ts';
import type { DefinitionKind, ReadDefinition } from './definition-file.ts';
import type { FoundCondition, FoundStep, FoundTrigger } from './reading.ts';
import type { Problem, Report } from './report.ts';

export interface Known {
  settings?: Settings;
  /** Template → its channels. */
  templates?: ReadonlyMap<string, ReadonlySet<string>>;
  segments?: ReadonlyMap<string, { byRule: boolean }>;
  forms?: ReadonlyMap<string, Partial<Form>>;
  definitions?: ReadonlyMap<string, { kind: DefinitionKind; read?: ReadDefinition }>;
  /** Definitions that another one calls: their `event` is the caller's. */
  called?: ReadonlySet<string>;
  /** `2026-03-02`; the check has no clock of its own. */
  today?: string;
}

/** Where a condition stands: in a definition, or in a segment. */
export interface Scope {
  known: Known;
  report: Report;
  definition?: ReadDefinition;
}

// A rule answers with what is wrong, or with nothing: fine, or not its concern.
export type StepRule = (found: FoundStep, definition: ReadDefinition, known: Known) => Problem[];
export type ConditionRule = (found: FoundCondition, scope: Scope) => Problem[];
export type TriggerRule = (found: FoundTrigger, known: Known) => Problem[];
export type DefinitionRule = (definition: ReadDefinition, known: Known) => Problem[];
