/** Reads one line of `do` or `expect`: a misspelt one must never pass for one that was met. */
import type * as z from 'zod';
import { isMap } from '../../language/check/dispatch.ts';
import type { Problem } from '../../language/check/report.ts';
import { type Said, sayIssue } from '../../language/check/sentences.ts';
import { didYouMean } from '../../language/suggest.ts';
import {
  type Doing,
  doings,
  type Expectation,
  type ExpectationKind,
  expectations,
  passingTime,
  type Verb,
} from './schema.ts';
import { timeProblems } from './who-and-when.ts';

export type LineProblems = (problem: Problem) => void;

type Path = (string | number)[];

export function readDoing(line: unknown, path: Path, note: LineProblems): Doing[] {
  // What is no map is told by the schema of the file.
  if (!isMap(line)) return [];
  const verb = headOf(line, Object.keys(doings)) as Verb | undefined;
  const isStrange = verb === undefined && Object.keys(line).some((key) => key !== 'after' && key !== 'at');
  if (isStrange) return unknownLine(line, 'happens', Object.keys(doings), path, note);
  const schema = verb ? doings[verb] : passingTime;
  const parsed = readBy(schema, line, { path, owner: verb ? `\`${verb}\`` : 'A line of `do`' }, note);
  if (!parsed) return [];
  const { after, at, contact } = parsed as { after?: string; at?: string; contact?: string };
  for (const problem of timeProblems({ after, at }, path)) note(problem);
  return [{ verb, after, at, contact, line: parsed }];
}

export function readExpectation(line: unknown, path: Path, note: LineProblems): Expectation[] {
  if (!isMap(line)) return [];
  const kinds = Object.keys(expectations);
  const kind = headOf(line, kinds) as ExpectationKind | undefined;
  if (!kind) return unknownLine(line, 'is expected', kinds, path, note);
  const parsed = readBy(expectations[kind], line, { path, owner: `\`${kind}\`` }, note);
  if (!parsed) return [];
  const { to, at, times } = parsed as { to?: string; at?: string; times?: number | string };
  for (const problem of timeProblems({ at }, path)) note(problem);
  return [{ kind, head: String(parsed[kind]), to, at, times, line: parsed }];
}

const headOf = (line: object, kinds: string[]): string | undefined =>
  Object.keys(line).find((key) => kinds.includes(key));

function unknownLine(line: object, what: string, known: string[], path: Path, note: LineProblems): [] {
  const [written] = Object.keys(line);
  const near = Object.keys(line).flatMap((key) => didYouMean(key, known) ?? []);
  const hint = near[0] ?? `One of: ${known.join(', ')}.`;
  const place = written === undefined ? { path } : { path: [...path, written], on: 'key' as const };
  note({ code: 'WM501', message: `This line does not say what ${what}.`, hint, ...place });
  return [];
}

function readBy(
  schema: z.ZodType,
  raw: Record<string, unknown>,
  where: Pick<Said, 'path' | 'owner'>,
  note: LineProblems,
): Record<string, unknown> | undefined {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  sayIssues(parsed.error.issues, { schema, raw, ...where }, note);
  return undefined;
}

export function sayIssues(issues: readonly z.core.$ZodIssue[], said: Omit<Said, 'issues'>, note: LineProblems): void {
  for (const issue of issues) for (const problem of sayIssue(issue, { ...said, issues })) note(problem);
}
