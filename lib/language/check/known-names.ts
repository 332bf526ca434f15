/** Gathers the names a project's files give; a file with mistakes gives its name too, so that one is not two. */

import { baseOf, nameOfFile } from './file-form.ts';
import type { Known } from './known.ts';
import type { ReadProject } from './project-files.ts';
import { startsOf } from './rules/calls.ts';

export function knownOf(project: ReadProject): Known & Required<Pick<Known, 'definitions' | 'settings'>> {
  const { definitions, segments, forms, templates, settings } = project;
  return {
    settings,
    templates: templateNames(templates.map(({ file }) => file)),
    segments: firstOf(segments.map((read) => [read.segment.name ?? nameOfFile(read.source.file), read])),
    forms: firstOf(forms.map(({ form, source }) => [form.name ?? nameOfFile(source.file), form])),
    definitions: firstOf(
      definitions.map((read) => [read.name ?? nameOfFile(read.source.file), { kind: read.kind, read }]),
    ),
    called: new Set(definitions.flatMap(({ steps }) => steps.flatMap(startsOf).map(({ name }) => name))),
  };
}

function firstOf<Value>(named: [string, Value][]): Map<string, Value> {
  return new Map(named.toReversed());
}

/** `trial-welcome.fr.email.mjml`: its first word, and the one before its ending. */
function templateNames(files: string[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const file of files) {
    const parts = baseOf(file).split('.');
    const [name = ''] = parts;
    names.set(name, (names.get(name) ?? new Set()).add(parts.at(-2) ?? ''));
  }
  return names;
}
