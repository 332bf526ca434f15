/** Reads a survey: what contacts are asked, so that an answer or a condition that names nothing is noticed. */
import * as z from 'zod';
import { definitionName } from '../names.ts';
import type { Survey } from '../project.ts';
import type { Source } from '../source.ts';
import { isMap } from './dispatch.ts';
import { fieldsOf, readFields } from './fields.ts';
import { sayNoHead } from './file-form.ts';
import type { Report } from './report.ts';
import { noteTraps } from './traps.ts';

const text = z.string().trim().min(1).max(500);
const questionName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'Letters, digits and dashes, a letter first: `score`.')
  .max(60);

const question = z
  .strictObject({
    text,
    choices: z.array(z.string().min(1)).min(2).optional().describe('The answers to choose from.'),
    scale: z
      .strictObject({ from: z.int(), to: z.int() })
      .refine(({ from, to }) => from < to, 'A scale runs upward: `{ from: 0, to: 10 }`.')
      .optional()
      .describe('The lowest and the highest number: `{ from: 0, to: 10 }`.'),
  })
  .refine(({ choices, scale }) => !choices || !scale, 'A question has `choices` or a `scale`, not both.');

export const surveyShape = {
  survey: definitionName.describe('Its name, which is the name of the file and part of its address.'),
  purpose: text.optional().describe('What it is for, in one sentence.'),
  questions: z
    .record(questionName, question)
    .refine((questions) => Object.keys(questions).length > 0, 'At least one question is wanted.')
    .meta({ minProperties: 1 })
    .describe('What is asked: `score: { text: How likely …?, scale: { from: 0, to: 10 } }`.'),
};
const fields = fieldsOf('A survey', surveyShape);

export interface ReadSurvey {
  source: Source;
  report: Report;
  survey: Partial<Survey>;
}

export function readSurvey(source: Source, report: Report): ReadSurvey | undefined {
  const raw = source.value;
  if (!isMap(raw)) return undefined;
  const { values } = readFields(fields, raw, {
    path: [],
    note: report.note,
    visit: (_plan, value) => value,
    missing: (key) => (key === 'survey' ? sayNoHead(key, source) : undefined),
  });
  noteTraps(source, [{ path: [], fields }], report);
  const { survey: name, questions } = values as Partial<{ survey: string; questions: Survey['questions'] }>;
  return { source, report, survey: { ...(name !== undefined && { name }), ...(questions && { questions }) } };
}

/** By name; while one of them cannot be read, nobody knows what is asked, and nothing is judged by it. */
export function surveysByName(read: readonly ReadSurvey[]): Record<string, Survey> | undefined {
  const known = read.flatMap(({ survey: { name, questions } }) => (name && questions ? [{ name, questions }] : []));
  return read.length === 0 || known.length < read.length
    ? undefined
    : Object.fromEntries(known.map((survey) => [survey.name, survey]));
}
