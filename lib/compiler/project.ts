/** Compiles a checked project: every definition a version and a machine, every template Liquid, ready to be published. */

import { confirmationOf } from '../language/confirmation.ts';
import type { CheckedDefinition, Engine } from '../language/definition.ts';
import type { Diagnostic } from '../language/diagnostics.ts';
import type { Form, Segment, Settings } from '../language/project.ts';
import type { Template } from '../language/template.ts';
import type { Version } from '../language/version.ts';
import type { CompiledMachine, FunctionName } from './emit.ts';
import { sizeProblems } from './machine-size.ts';
import { compileTemplate } from './templates.ts';
import { compileMachine, compileVersion, onEngine } from './version.ts';

export interface ProjectParts {
  definitions: readonly CheckedDefinition[];
  settings: Settings;
  segments: readonly Segment[];
  forms: readonly Form[];
  templates: readonly Template[];
  /** Where a definition stands, for what is wrong with it. */
  fileOf?(definition: string): string | undefined;
}

export interface CompiledProject {
  /** What is published. */
  versions: ({ version: Version } & CompiledMachine)[];
  /** What is not, yet. */
  drafts: CompiledProject['versions'];
  settings: Settings;
  forms: Form[];
  segments: Segment[];
  /** Of templates that the compiler could not turn into a message, and of machines that nobody could deploy. */
  diagnostics: Diagnostic[];
}

/** `functionName`: what stands at each Task's FunctionName; left out, the task's own name. `engine`: in place of each definition's own. */
export async function compileProject(
  parts: ProjectParts,
  functionName?: FunctionName,
  { engine }: { engine?: Engine } = {},
): Promise<CompiledProject> {
  const results = await Promise.all(parts.templates.map((template) => compileTemplate(template)));
  const templates = results.flatMap(({ compiled }) => (compiled ? [compiled] : []));
  const segments = [...parts.segments];
  const [sender] = Object.values(parts.settings.senders);
  const confirmations = parts.forms.flatMap((form) => confirmationOf(form, sender?.address ?? '') ?? []);
  const definitions = [...parts.definitions, ...confirmations];
  const all = definitions.map((definition) => {
    const version = compileVersion(engine ? { ...definition, engine } : definition, {
      templates,
      segments,
      definitions,
    });
    return { version, ...compileMachine(version, functionName) };
  });
  return {
    versions: all.filter(({ version }) => !version.definition.draft),
    drafts: all.filter(({ version }) => version.definition.draft),
    settings: parts.settings,
    forms: [...parts.forms],
    segments,
    diagnostics: [
      ...results.flatMap(({ diagnostics }) => diagnostics),
      ...all.flatMap(({ machine, version: { name } }) => sizeProblems(machine, name, parts.fileOf?.(name))),
    ],
  };
}

/** A draft as if it were published, for whoever plays, draws or counts it; left out, the name: all of them. */
export function withDrafts<
  Project extends { versions: Compiled[]; drafts?: Compiled[] },
  Compiled extends { version: Version },
>(project: Project & { versions: Compiled[]; drafts?: Compiled[] }, name?: string): Project {
  const drafts = project.drafts?.filter(({ version }) => name === undefined || version.name === name) ?? [];
  return drafts.length === 0 ? project : { ...project, versions: [...project.versions, ...drafts] };
}

/** The same project with every definition carried by one engine, without compiling its templates again. */
export function projectOnEngine<Project extends { versions: { version: Version }[]; next?: { version: Version }[] }>(
  project: Project,
  engine: Engine,
  functionName?: FunctionName,
): Project & Pick<CompiledProject, 'versions'> & { next?: CompiledProject['versions'] } {
  const carried = (versions: { version: Version }[]) =>
    versions.map((compiled) => {
      const version = onEngine(compiled.version, engine);
      return { version, ...compileMachine(version, functionName) };
    });
  return { ...project, versions: carried(project.versions), next: project.next && carried(project.next) };
}
