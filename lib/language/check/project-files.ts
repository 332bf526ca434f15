/** Reads each file of a project by what its folder says it is; what belongs nowhere is told, not skipped. */
import type { Diagnostic } from '../diagnostics.ts';
import type { Settings } from '../project.ts';
import { readSource, type Source } from '../source.ts';
import { parseTemplate, type Template } from '../template.ts';
import { expectedKind, joinDefinition, readObject } from './check-definition.ts';
import { type ReadDefinition, readDefinition } from './definition-file.ts';
import { noteFileName, roomOf, sayUnreadFile } from './file-form.ts';
import { type ReadForm, readForm } from './form-file.ts';
import type { Reading } from './reading.ts';
import { createReport, type Report } from './report.ts';
import { type ReadSegment, readSegment } from './segment-file.ts';
import { defaultSettings, readSettings } from './settings-file.ts';
import { type ReadSurvey, readSurvey, surveysByName } from './survey-file.ts';
import { noteTraps } from './traps.ts';

/** A path below the project, with the file's text; for a definition in TypeScript the object it exports. */
export type ProjectFile = { path: string; text: string } | { path: string; object: unknown };

export interface ReadTemplate {
  file: string;
  text: string;
  template?: Template;
  diagnostics: Diagnostic[];
}

export interface ReadProject {
  definitions: ReadDefinition[];
  segments: ReadSegment[];
  forms: ReadForm[];
  surveys: ReadSurvey[];
  templates: ReadTemplate[];
  scenarios: { file: string; source: Source }[];
  settings: Settings;
  settingsSource?: Source;
  /** Conditions that hold for the whole project. */
  settingsReading?: Reading;
  /** Of every file that is read as YAML or as an object. */
  reports: Map<string, Report>;
  sources: Map<string, { line(number: number): string | undefined }>;
}

export function readProject(files: readonly ProjectFile[]): ReadProject {
  const project: ReadProject = {
    definitions: [],
    segments: [],
    forms: [],
    surveys: [],
    templates: [],
    scenarios: [],
    settings: defaultSettings,
    reports: new Map(),
    sources: new Map(),
  };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)))
    if (roomOf(file.path) === 'template') readTemplate(file, project);
    else if ('object' in file || /\.ya?ml$/.test(file.path)) readFile(file, project);
  const surveys = surveysByName(project.surveys);
  return surveys ? { ...project, settings: { ...project.settings, surveys } } : project;
}

function readFile(file: ProjectFile, project: ReadProject): void {
  const { path } = file;
  const room = roomOf(path);
  if (room === 'next') return;
  const source = 'object' in file ? readObject(file.object, path) : readSource(file.text, path);
  const report = createReport(source);
  project.sources.set(path, source);
  project.reports.set(path, report);
  if (room === 'scenario') {
    project.scenarios.push({ file: path, source });
    return;
  }
  if (misplaced(path, room, report)) return;
  report.diagnostics.push(...source.problems);
  if (room === 'definition') keepDefinition(source, report, project);
  if (room === 'segment') keepSegment(source, report, project);
  if (room === 'form') keepForm(source, report, project);
  if (room === 'survey') keepSurvey(source, report, project);
  if (room === 'settings') {
    const { settings, ...reading } = readSettings(source, report);
    project.settings = settings;
    project.settingsReading = reading;
    project.settingsSource = source;
  }
}

function misplaced(path: string, room: string | undefined, { note }: Report): boolean {
  if (room === undefined) {
    const hint =
      'Definitions stand in journeys/, workflows/, segments/, forms/ and surveys/, settings in waymark.yaml.';
    note({ code: 'WM316', message: 'Nothing reads this file where it stands.', hint, path: [] });
    return true;
  }
  if (!path.endsWith('.yml')) return false;
  note({ code: 'WM316', message: 'Files end in `.yaml`, so nothing reads this one.', hint: 'Rename it.', path: [] });
  return true;
}

function keepDefinition(source: Source, report: Report, project: ReadProject): void {
  const expected = expectedKind(source.file);
  const read = readDefinition(source, expected, report);
  if (!read) {
    sayUnreadFile(source, report);
    return;
  }
  project.definitions.push(joinDefinition(read));
  noteFileName(source.file, read.name, read.kind, report);
  if (read.kind === expected) return;
  const message = `A ${read.kind} stands in the folder of ${expected}s.`;
  report.note({ code: 'WM316', message, hint: `Move the file to ${read.kind}s/.`, path: [read.kind], on: 'key' });
}

function keepSegment(source: Source, report: Report, project: ReadProject): void {
  const read = readSegment(source, report);
  if (!read) {
    sayUnreadFile(source, report);
    return;
  }
  noteTraps(source, read.fieldsAt, report);
  noteFileName(source.file, read.segment.name, 'segment', report);
  project.segments.push(read);
}

function keepForm(source: Source, report: Report, project: ReadProject): void {
  const read = readForm(source, report);
  if (!read) {
    sayUnreadFile(source, report);
    return;
  }
  noteFileName(source.file, read.form.name, 'form', report);
  project.forms.push(read);
}

function keepSurvey(source: Source, report: Report, project: ReadProject): void {
  const read = readSurvey(source, report);
  if (!read) {
    sayUnreadFile(source, report);
    return;
  }
  noteFileName(source.file, read.survey.name, 'survey', report);
  project.surveys.push(read);
}

function readTemplate(file: ProjectFile, project: ReadProject): void {
  const base = file.path.split('/').at(-1) ?? '';
  if (!('text' in file) || base.startsWith('.') || base.endsWith('.md')) return;
  const lines = file.text.split(/\r?\n/);
  project.sources.set(file.path, { line: (number) => lines[number - 1] });
  project.templates.push({ file: file.path, text: file.text, ...parseTemplate(file.path, file.text) });
}
