/** From the text of a scenario file to cases that can be run, or every mistake in it with its place. */
import { isMap } from '../../language/check/dispatch.ts';
import { createReport } from '../../language/check/report.ts';
import { type Diagnostic, hasErrors, onePerMistake } from '../../language/diagnostics.ts';
import { readSource } from '../../language/source.ts';
import { type LineProblems, readDoing, readExpectation, sayIssues } from './read-line.ts';
import {
  type Doing,
  type Expectation,
  type Fault,
  type ScenarioContact,
  scenarioFile,
  type WebhookAnswers,
} from './schema.ts';
import { contactProblems, crowdProblems, startProblems } from './who-and-when.ts';

export interface Case {
  title: string;
  contacts: ScenarioContact[];
  faults: Fault[];
  webhooks?: WebhookAnswers[];
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
  const report = createReport(source);
  report.diagnostics.push(...source.problems);
  const scenario = hasErrors(source.problems) ? undefined : scenarioOf(source.value, file, report.note);
  const diagnostics = onePerMistake(report.diagnostics);
  return { ...(scenario && !hasErrors(diagnostics) && { scenario }), diagnostics };
}

function scenarioOf(value: unknown, file: string, note: LineProblems): Scenario | undefined {
  if (!isMap(value)) {
    const hint = 'It begins with what it shows: `scenario: opts out on day 2`.';
    note({ code: 'WM318', message: 'The file holds no scenario.', hint, path: [] });
    return undefined;
  }
  const parsed = scenarioFile.safeParse(value);
  if (!parsed.success) {
    sayIssues(parsed.error.issues, { schema: scenarioFile, raw: value, path: [], owner: 'A scenario' }, note);
    readLines(value, [], note);
    for (const [index, one] of listIn(value['cases']).entries()) readLines(one, ['cases', index], note);
    return undefined;
  }

  const read = parsed.data;
  for (const problem of [...startProblems(read), ...crowdProblems(read), ...contactProblems(read)]) note(problem);
  const base = readLines(read, [], note);
  const cases = (read.cases ?? [undefined]).map((one, index): Case => {
    const own = one ? readLines(one, ['cases', index], note) : { do: [], expect: [] };
    return {
      title: one?.case ?? read.scenario,
      contacts: read.contacts.map((contact) => withGiven(contact, one?.given?.[contact.id])),
      faults: [...(read.faults ?? []), ...(one?.faults ?? [])],
      // The case's own first: it says what is special.
      webhooks: [...(one?.webhooks ?? []), ...(read.webhooks ?? [])],
      do: [...base.do, ...own.do],
      expect: [...base.expect, ...own.expect],
    };
  });
  return {
    title: read.scenario,
    file,
    definition: read.definition ?? file.replace(/^.*\//, '').replace(/\.scenario\.yaml$/, ''),
    start: read.start,
    isExact: read['expect-only'] !== 'some',
    inOrder: read['in-order'] ?? false,
    cases,
  };
}

/** Also where the rest of the file has mistakes: its lines are then still told of. */
function readLines(part: unknown, path: Path, note: LineProblems): { do: Doing[]; expect: Expectation[] } {
  if (!isMap(part)) return { do: [], expect: [] };
  return {
    do: listIn(part['do']).flatMap((line, index) => readDoing(line, [...path, 'do', index], note)),
    expect: listIn(part['expect']).flatMap((line, index) => readExpectation(line, [...path, 'expect', index], note)),
  };
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function withGiven(contact: ScenarioContact, given: Partial<ScenarioContact> | undefined): ScenarioContact {
  return { ...contact, ...given, fields: { ...contact.fields, ...given?.fields } };
}
