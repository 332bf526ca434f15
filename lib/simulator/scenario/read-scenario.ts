/** From the text of a scenario file to cases that can be run, or every mistake in it with its place. */
import type * as z from 'zod';
import type { Diagnostic } from '../../language/diagnostics.ts';
import { readSource, type Source } from '../../language/source.ts';
import { suggest } from '../../language/suggest.ts';
import {
  type Doing,
  doings,
  type Expectation,
  type ExpectationKind,
  expectations,
  type Fault,
  passingTime,
  type ScenarioContact,
  type ScenarioFile,
  scenarioFile,
  type Verb,
} from './schema.ts';

export interface Case {
  title: string;
  contacts: ScenarioContact[];
  faults: Fault[];
  do: Doing[];
  expect: Expectation[];
}

export interface Scenario {
  title: string;
  file: string;
  /** Whose goals, exits and ends are meant. */
  definition: string;
  start: string;
  isExact: boolean;
  inOrder: boolean;
  cases: Case[];
}

type Path = (string | number)[];

export function readScenario(file: string, text: string): { scenario?: Scenario; diagnostics: Diagnostic[] } {
  const source = readSource(text, file);
  const diagnostics = [...source.problems];
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const report = (path: Path, message: string, hint?: string) =>
    diagnostics.push(problem(source, file, path, message, hint));

  const parsed = scenarioFile.safeParse(source.value);
  if (!parsed.success) for (const issue of parsed.error.issues) reportIssue(issue, [], report);
  const read = (parsed.data ?? source.value) as ScenarioFile;
  if (typeof read !== 'object' || read === null) return { diagnostics };

  const base = readPart(read, [], report);
  const parts = Array.isArray(read.cases) && read.cases.length > 0 ? read.cases : undefined;
  const cases = (parts ?? [undefined]).map((one, index): Case => {
    const own = one ? readPart(one, ['cases', index], report) : { faults: [], do: [], expect: [] };
    return {
      title: one?.case ?? read.scenario,
      contacts: (read.contacts ?? []).map((contact) => withGiven(contact, one?.given?.[contact.id])),
      faults: [...base.faults, ...own.faults],
      do: [...base.do, ...own.do],
      expect: [...base.expect, ...own.expect],
    };
  });
  if (diagnostics.length > 0) return { diagnostics };
  const definition = read.definition ?? file.replace(/^.*\//, '').replace(/\.scenario\.yaml$/, '');
  const isExact = read['expect-only'] !== 'some';
  return {
    diagnostics,
    scenario: {
      title: read.scenario,
      file,
      definition,
      start: read.start,
      isExact,
      inOrder: read['in-order'] ?? false,
      cases,
    },
  };
}

type Report = (path: Path, message: string, hint?: string) => void;
type Part = { faults?: Fault[]; do?: Record<string, unknown>[]; expect?: Record<string, unknown>[] };

function readPart(part: Part, path: Path, report: Report): { faults: Fault[]; do: Doing[]; expect: Expectation[] } {
  return {
    faults: part.faults ?? [],
    do: (part.do ?? []).flatMap((line, index) => readDoing(line, [...path, 'do', index], report)),
    expect: (part.expect ?? []).flatMap((line, index) => readExpectation(line, [...path, 'expect', index], report)),
  };
}

function readDoing(line: Record<string, unknown>, path: Path, report: Report): Doing[] {
  const verb = headOf(line, Object.keys(doings)) as Verb | undefined;
  const schema = verb ? doings[verb] : passingTime;
  const parsed = readLine(schema, line, path, Object.keys(doings), report);
  return parsed
    ? [
        {
          verb,
          after: parsed.after as string,
          at: parsed.at as string,
          contact: parsed.contact as string,
          line: parsed,
        },
      ]
    : [];
}

function readExpectation(line: Record<string, unknown>, path: Path, report: Report): Expectation[] {
  const kinds = Object.keys(expectations);
  const kind = headOf(line, kinds) as ExpectationKind | undefined;
  if (!kind) {
    const near = Object.keys(line ?? {})
      .map((key) => suggest(key, kinds))
      .find(Boolean);
    report(
      path,
      'This line expects nothing known.',
      near ? `Did you mean \`${near}\`?` : `One of: ${kinds.join(', ')}.`,
    );
    return [];
  }
  const parsed = readLine(expectations[kind], line, path, kinds, report);
  if (!parsed) return [];
  const { to, at, times } = parsed as { to?: string; at?: string; times?: number | string };
  return [{ kind, head: String(parsed[kind]), to, at, times, line: parsed }];
}

const headOf = (line: object, kinds: string[]): string | undefined =>
  Object.keys(line ?? {}).find((key) => kinds.includes(key));

function readLine(
  schema: z.ZodType,
  line: unknown,
  path: Path,
  kinds: string[],
  report: Report,
): Record<string, unknown> | undefined {
  const parsed = schema.safeParse(line);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  for (const issue of parsed.error.issues) reportIssue(issue, path, report, kinds);
  return undefined;
}

function reportIssue(issue: z.core.$ZodIssue, path: Path, report: Report, kinds: string[] = []): void {
  const at = [...path, ...(issue.path as Path)];
  if (issue.code !== 'unrecognized_keys') report(at, issue.message);
  else
    for (const key of issue.keys) {
      const near = suggest(key, [
        ...kinds,
        'after',
        'at',
        'contact',
        'times',
        'outcome',
        'reason',
        'with',
        'data',
        'to',
      ]);
      report([...at, key], `\`${key}\` is not known here.`, near ? `Did you mean \`${near}\`?` : undefined);
    }
}

function withGiven(contact: ScenarioContact, given: Partial<ScenarioContact> | undefined): ScenarioContact {
  return { ...contact, ...given, fields: { ...contact.fields, ...given?.fields } };
}

function problem(source: Source, file: string, path: Path, message: string, hint?: string): Diagnostic {
  return { code: 'WM501', severity: 'error', file, message, hint, path, ...source.at(path) };
}
