/** A name means one thing: two files that claim it would take each other's contacts. */
import type { Report } from '../report.ts';
import type { ProjectRule } from './project-rule.ts';

export const namesAreOne: ProjectRule = ({ definitions, segments, forms, surveys }) => [
  ...twice(definitions.map(({ name, kind, source, report }) => ({ name, key: kind, file: source.file, report }))),
  ...twice(
    segments.map(({ segment, source, report }) => ({ name: segment.name, key: 'segment', file: source.file, report })),
  ),
  ...twice(forms.map(({ form, source, report }) => ({ name: form.name, key: 'form', file: source.file, report }))),
  ...twice(
    surveys.map(({ survey, source, report }) => ({ name: survey.name, key: 'survey', file: source.file, report })),
  ),
];

interface Named {
  name: string | undefined;
  key: string;
  file: string;
  report: Report;
}

function twice(all: Named[]): ReturnType<ProjectRule> {
  const first = new Map<string, string>();
  return all.flatMap(({ name, key, file, report }) => {
    if (name === undefined) return [];
    const other = first.get(name);
    first.set(name, other ?? file);
    if (other === undefined) return [];
    const message = `\`${name}\` is the name of two files: this one and ${other}.`;
    return [{ report, problem: { code: 'WM218', message, hint: 'Rename one of them, or take it away.', path: [key] } }];
  });
}
