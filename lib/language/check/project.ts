/** Checks all that a team wrote together, so that a name in one file is known in the others before anything runs. */
import { confirmationName } from '../confirmation.ts';
import type { CheckedDefinition } from '../definition.ts';
import { type Diagnostic, hasErrors, onePerMistake, type Path } from '../diagnostics.ts';
import type { Form, Segment, Settings } from '../project.ts';
import type { Source } from '../source.ts';
import type { Template } from '../template.ts';
import { applyConditionRules, applyRules } from './check-definition.ts';
import { checkedDefinition } from './definition-file.ts';
import type { Known } from './known.ts';
import { knownOf } from './known-names.ts';
import { type ProjectFile, type ReadProject, readProject } from './project-files.ts';
import { projectRules } from './rules/project-rules.ts';
import { allTemplateProblems } from './rules/template-references.ts';

export type { ProjectFile } from './project-files.ts';

export interface ProjectCheck {
  /** Those without an error, by path. */
  definitions: CheckedDefinition[];
  settings: Settings;
  segments: Segment[];
  forms: Form[];
  templates: Template[];
  /** Read as YAML only; the scenario runner knows what they mean. */
  scenarios: { file: string; source: Source }[];
  /** The names that the files give, those with mistakes too. */
  known: Known;
  /** All of them, in file order, each mistake once. */
  diagnostics: Diagnostic[];
  /** File and 1-based line of a part of a definition; no line for one written in TypeScript. */
  fileOf(definition: string): string | undefined;
  lineOf(definition: string, path: Path): number | undefined;
  /** The lines of a file, for frames. */
  sourceOf(file: string): { line(number: number): string | undefined } | undefined;
}

/** The files of a `statemachines/` folder, in any order; `today` (`2026-03-02`) is for reviews that are due. */
export function checkProject(files: readonly ProjectFile[], { today }: { today?: string } = {}): ProjectCheck {
  const project = readProject(files);
  const known = { ...knownOf(project), ...(today !== undefined && { today }) };
  for (const definition of project.definitions) applyRules(definition, known);
  for (const segment of project.segments) applyConditionRules(segment, known);
  if (project.settingsReading) applyConditionRules(project.settingsReading, known);
  for (const rule of projectRules) {
    for (const { report, problem } of rule(project, known)) report.note(problem);
  }
  const diagnostics = onePerMistake([
    ...[...project.reports.values()].flatMap((report) => report.diagnostics),
    ...allTemplateProblems(project, known),
  ]);
  return { ...outcomeOf(project), known, diagnostics };
}

function outcomeOf(project: ReadProject): Omit<ProjectCheck, 'diagnostics' | 'known'> {
  const { definitions, segments, forms, templates, settings, scenarios, sources } = project;
  const sourceNamed = new Map(definitions.flatMap(({ name, source }) => (name === undefined ? [] : [[name, source]])));
  // What a form asks by itself stands in the form.
  const formFileOf = new Map(forms.map(({ form, source }) => [confirmationName(form.name ?? ''), source.file]));
  return {
    definitions: definitions.flatMap((read) => checkedDefinition(read) ?? []),
    settings,
    segments: segments.flatMap(({ segment, report }) => (isGood(segment, report.diagnostics) ? [segment] : [])),
    forms: forms.flatMap(({ form, report }) => (isGoodForm(form, report.diagnostics) ? [form] : [])),
    templates: templates.flatMap(({ template }) => template ?? []),
    scenarios,
    fileOf: (name) => sourceNamed.get(name)?.file ?? formFileOf.get(name),
    lineOf: (name, path) => sourceNamed.get(name)?.at(path).line || undefined,
    sourceOf: (file) => sources.get(file),
  };
}

const isGood = (segment: Partial<Segment>, diagnostics: readonly Diagnostic[]): segment is Segment =>
  segment.name !== undefined && !hasErrors(diagnostics);

const isGoodForm = (form: Partial<Form>, diagnostics: readonly Diagnostic[]): form is Form =>
  form.name !== undefined && form.fields !== undefined && !hasErrors(diagnostics);
