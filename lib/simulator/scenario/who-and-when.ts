/** Whom a scenario speaks of, and of which times: a name or a time that is none would let everything pass. */
import type { Problem } from '../../language/check/report.ts';
import { readDuration } from '../../language/durations.ts';
import { didYouMean } from '../../language/suggest.ts';
import { readMomentOf } from './moments.ts';
import type { ScenarioFile } from './schema.ts';

/** Each has a memory of its own while the scenario is played. */
export const mostContacts = 20_000;

type Path = (string | number)[];

const startOfTime = '2026-01-01T00:00:00.000Z';

export const startProblems = ({ start }: ScenarioFile): Problem[] =>
  readMomentOf(start, startOfTime, 'UTC') !== undefined && !start.startsWith('day ')
    ? []
    : [noTime(start, ['start'], 'Write it like `2026-03-02 10:00`.')];

/** `after: 1 day`, `at: day 2 09:00`. */
export function timeProblems({ after, at }: { after?: string; at?: string }, path: Path): Problem[] {
  const problems: Problem[] = [];
  if (after !== undefined) {
    const read = readDuration(after);
    if ('mistake' in read) problems.push({ ...read.mistake, path: [...path, 'after'] });
  }
  if (at !== undefined && readMomentOf(at, startOfTime, 'UTC') === undefined)
    problems.push(noTime(at, [...path, 'at'], 'Write it like `day 2 09:00` or `2026-03-04 09:00`.'));
  return problems;
}

const noTime = (text: string, path: Path, hint: string): Problem => ({
  code: 'WM502',
  message: `${JSON.stringify(text)} is no time of a scenario.`,
  hint,
  path,
});

export function crowdProblems({ contacts }: ScenarioFile): Problem[] {
  const total = contacts.reduce((sum, { count = 1 }) => sum + count, 0);
  if (total <= mostContacts) return [];
  const message = `${total} contacts are more than the ${mostContacts} that a scenario can play.`;
  const largest = contacts.reduce(
    (most, { count = 1 }, index) => (count > (contacts[most]!.count ?? 1) ? index : most),
    0,
  );
  const path = contacts[largest]!.count === undefined ? ['contacts'] : ['contacts', largest, 'count'];
  return [{ code: 'WM503', message, hint: 'A share of 10% shows with 1000 already.', path }];
}

/** Every name that stands for a contact: `contact`, `to`, and whom a case is `given`. */
export function contactProblems(file: ScenarioFile): Problem[] {
  const ids = file.contacts.map(({ id }) => id);
  const isKnown = (name: string) =>
    file.contacts.some(({ id, count }) => id === name || id.startsWith(`${name}-`) || isOfCrowd(name, id, count));
  const problem = (name: unknown, path: Path): Problem[] =>
    typeof name !== 'string' || isKnown(name) ? [] : unknown(name, path, 'value');
  const unknown = (name: string, path: Path, on: 'key' | 'value'): Problem[] => {
    const hint = didYouMean(name, ids) ?? `Contacts here: ${ids.slice(0, 8).join(', ')}.`;
    return [{ code: 'WM504', message: `There is no contact called \`${name}\` in this scenario.`, hint, path, on }];
  };
  const inLines = (part: { do?: Record<string, unknown>[]; expect?: Record<string, unknown>[] }, path: Path) => [
    ...(part.do ?? []).flatMap((line, index) => [
      ...problem(line['contact'], [...path, 'do', index, 'contact']),
      ...('merge' in line ? problem(line['merge'], [...path, 'do', index, 'merge']) : []),
    ]),
    ...(part.expect ?? []).flatMap((line, index) => problem(line['to'], [...path, 'expect', index, 'to'])),
  ];
  return [
    ...inLines(file, []),
    ...(file.cases ?? []).flatMap((one, index) => [
      ...Object.keys(one.given ?? {}).flatMap((name) =>
        ids.includes(name) ? [] : unknown(name, ['cases', index, 'given', name], 'key'),
      ),
      ...inLines(one, ['cases', index]),
    ]),
  ];
}

function isOfCrowd(name: string, id: string, count: number | undefined): boolean {
  if (count === undefined || !name.startsWith(`${id}-`)) return false;
  const number = Number(name.slice(id.length + 1));
  return Number.isInteger(number) && number >= 1 && number <= count;
}
