/** What the check makes of an author's items: one head, typed values, a stable id, and where it was written. */

/** `index` paths into the source, so that a diagnostic or a decision can point at its line. */
export type SourcePath = (string | number)[];

export interface CheckedCondition {
  kind: string;
  head: unknown;
  path?: SourcePath;
  [option: string]: unknown;
}

export interface CheckedTrigger {
  kind: string;
  head: unknown;
  [option: string]: unknown;
}

/** `stop`, `continue` or `go-to <step>`. */
export type OnError = string;

/** What every step has, whatever its kind. */
export interface StepBase {
  kind: string;
  id: string;
  path?: SourcePath;
  /** The call by whose micro-journey the step came here; left out for the definition's own. */
  scope?: string;
  'only-if'?: CheckedCondition[];
  'on-error'?: OnError;
  note?: string;
}

export interface CheckedStep extends StepBase {
  head: unknown;
  [option: string]: unknown;
}
