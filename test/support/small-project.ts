/** What stands beside a case that is kept as a file: settings, a template for all that is sent, and where each file belongs. */
import { checkProject } from '../../lib/language/check/project.ts';

export const usualSettings = `project: cases
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

const confirmEmail = email.replace('https://example.com/', '{{ confirmUrl }}');

/** Path below `statemachines/` → text; what the case itself says wins. */
export function smallProject(files: Readonly<Record<string, string>>): Record<string, string> {
  const sent = Object.values(files).flatMap((text) => [...text.matchAll(/send-(email|sms): ([a-z][a-z0-9-]*)/g)]);
  const templates = sent.map(([, channel, name]) =>
    channel === 'email' ? [`templates/${name}.email.html`, email] : [`templates/${name}.sms.txt`, 'Hello from Example'],
  );
  const confirming = Object.values(files).flatMap((text) =>
    /^form:/m.test(text) ? (/^confirm: (.+)$/m.exec(text)?.[1] ?? []) : [],
  );
  for (const name of confirming) templates.push([`templates/${name}.email.html`, confirmEmail]);
  return { 'waymark.yaml': usualSettings, ...Object.fromEntries(templates), ...files };
}

/** By the word that the file begins with: `journeys/b2.yaml`. */
export function placeOf(name: string, text: string): string {
  const [, kind] = /^(journey|workflow|segment|form|survey):/m.exec(text) ?? [];
  return kind ? `${kind}s/${name}` : name;
}

/** Steps that must not go live, and the code with which the check says so. */
export interface Refusal {
  case: string;
  code: string;
  steps: string;
  /** Left out: a journey. */
  in?: 'journey' | 'workflow';
}

/** What the check says of a definition with these steps, errors only. */
export function errorsOf({ steps, in: kind = 'journey' }: Refusal, beside: Readonly<Record<string, string>> = {}) {
  const definition = `${kind}: refused
purpose: What must not go live
owner: owner@example.com
${kind === 'journey' ? 'topic: news\n' : ''}when: [{ event: signed-up }]
steps:
${steps.replaceAll(/^/gm, '  ')}`;
  const files = Object.entries({ ...smallProject(beside), [`${kind}s/refused.yaml`]: definition });
  const { diagnostics } = checkProject(files.map(([file, text]) => ({ path: `statemachines/${file}`, text })));
  return diagnostics.filter(({ severity }) => severity === 'error');
}
