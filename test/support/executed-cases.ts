/** Cases kept as files beside the tests, each a small project, played on both engines: what a contact lives through is the same on each. */
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { type Case, readScenario, type Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { type CaseReport, runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { compileFiles } from './project.ts';

const settings = `project: cases
time-zone: UTC
topics:
  news: { title: News, consent: opt-in }
teams:
  sales: [lee@example.com]
senders:
  default: { name: Example, address: hello@example.com }
postal-address: Example, 1 Street, City
`;

const email = `---
subject: Hello
---
<p>Hello</p><p><a href="https://example.com/">Go</a></p>
`;

/** Settings and a template for everything that is sent stand beside what the case itself says. */
export function smallProject(files: Readonly<Record<string, string>>): Record<string, string> {
  const sent = Object.values(files).flatMap((text) => [...text.matchAll(/send-(email|sms): ([a-z][a-z0-9-]*)/g)]);
  const templates = sent.map(([, channel, name]) =>
    channel === 'email' ? [`templates/${name}.email.html`, email] : [`templates/${name}.sms.txt`, 'Hello from Example'],
  );
  return { 'waymark.yaml': settings, ...Object.fromEntries(templates), ...files };
}

/** Where a file belongs, by the word it begins with: `journeys/b2.yaml`. */
export function placeOf(name: string, text: string): string {
  const [, kind] = /^(journey|workflow|segment|form|survey):/m.exec(text) ?? [];
  return kind ? `${kind}s/${name}` : name;
}

export function scenarioFrom(file: string, text: string): Scenario {
  const { scenario, diagnostics } = readScenario(file, text);
  if (!scenario)
    throw new Error(diagnostics.map(({ line, message, hint }) => `${line}: ${message} ${hint}`).join('\n'));
  return scenario;
}

/** Each compiled once, whatever is played on it. */
export function playedOn(
  files: Readonly<Record<string, string>>,
): (scenario: Scenario, one: Case) => Promise<CaseReport> {
  let compiled: Promise<CompiledProject> | undefined;
  return async (scenario, one) => {
    compiled ??= compileFiles(smallProject(files));
    return (await runScenario({ ...scenario, cases: [one] }, await compiled)).cases[0]!;
  };
}
