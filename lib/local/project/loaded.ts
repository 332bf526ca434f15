/** The team's definitions as the stack is handed them: read, checked and compiled by whoever knows where they lie. */
import type { CompiledProject } from '../../compiler/project.ts';
import type { Diagnostic, Path } from '../../language/diagnostics.ts';

export interface LoadedProject {
  /** Left out where a diagnostic is an error. */
  compiled?: CompiledProject;
  diagnostics: Diagnostic[];
  files: { path: string; text: string }[];
  checked: {
    fileOf(definition: string): string | undefined;
    lineOf(definition: string, path: Path): number | undefined;
  };
}

export type Load = () => Promise<LoadedProject>;

export type GoodProject = LoadedProject & { compiled: CompiledProject };

export const isGood = (project: LoadedProject): project is GoodProject => project.compiled !== undefined;
