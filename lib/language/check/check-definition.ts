/** Checks one definition: read it, join what refers to what, then ask every rule. */
import type { CheckedDefinition } from '../definition.ts';
import { type Diagnostic, onePerMistake } from '../diagnostics.ts';
import { objectSource, readSource, type Source } from '../source.ts';
import { checkedDefinition, type DefinitionKind, type ReadDefinition, readDefinition } from './definition-file.ts';
import { sayUnreadFile } from './file-form.ts';
import { idProblems } from './ids.ts';
import type { Known } from './known.ts';
import { plainData } from './plain-data.ts';
import type { Reading } from './reading.ts';
import { resolveReferences } from './references.ts';
import { createReport } from './report.ts';
import { conditionRules, definitionRules, stepRules, triggerRules } from './rules/index.ts';
import { noteTraps } from './traps.ts';

export interface DefinitionCheck {
  /** Only if there is no error. */
  definition?: CheckedDefinition;
  diagnostics: Diagnostic[];
}

/** One definition by itself: what is not `known` of templates, segments or other definitions is not asked for. */
export function checkText(text: string, file: string, known: Known = {}): DefinitionCheck {
  return checkSource(readSource(text, file), known);
}

/** A definition written in TypeScript. Diagnostics carry the object's path and line 0. */
export function checkObject(object: unknown, file: string, known: Known = {}): DefinitionCheck {
  return checkSource(readObject(object, file), known);
}

/** An object as a source: plain data, whose problems stand beside it. */
export function readObject(object: unknown, file: string): Source {
  const { value, problems } = plainData(object);
  const source = objectSource(value, file);
  const report = createReport(source);
  for (const problem of problems) report.note(problem);
  return { ...source, problems: report.diagnostics };
}

function checkSource(source: Source, known: Known): DefinitionCheck {
  const report = createReport(source);
  report.diagnostics.push(...source.problems);
  const read = readDefinition(source, expectedKind(source.file), report);
  if (!read) sayUnreadFile(source, report);
  else applyRules(joinDefinition(read), known);
  const definition = read && checkedDefinition(read);
  return { ...(definition && { definition }), diagnostics: onePerMistake(report.diagnostics) };
}

export const expectedKind = (file: string): DefinitionKind => (/(^|\/)workflows\//.test(file) ? 'workflow' : 'journey');

/** What needs no other file: values YAML changed, ids, steps that are named. */
export function joinDefinition(read: ReadDefinition): ReadDefinition {
  const { source, report, steps } = read;
  noteTraps(source, read.fieldsAt, report);
  for (const problem of idProblems(steps, report)) report.note(problem);
  resolveReferences(read);
  return read;
}

export function applyRules(definition: ReadDefinition, known: Known): void {
  const { report, steps, triggers } = definition;
  const { note } = report;
  for (const found of steps) {
    for (const rule of stepRules) rule(found, definition, known).forEach(note);
  }
  for (const found of triggers) {
    for (const rule of triggerRules) rule(found, known).forEach(note);
  }
  for (const rule of definitionRules) rule(definition, known).forEach(note);
  applyConditionRules(definition, known, definition);
}

/** For what holds conditions: a definition, or a segment. */
export function applyConditionRules({ conditions, report }: Reading, known: Known, definition?: ReadDefinition): void {
  const scope = { known, report, ...(definition && { definition }) };
  for (const found of conditions) {
    for (const rule of conditionRules) rule(found, scope).forEach(report.note);
  }
}
