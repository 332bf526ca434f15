/** The texts that `waymark new` writes: short enough to read, complete enough to pass. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMap, isNode, parseDocument } from 'yaml';
import { FOLDER, loadProject } from '../load-project.ts';

interface Answers {
  on: string;
  say: string;
  topic: string;
  owner: string;
}

type Files = Record<string, string>;

/** Where the project lists its events, a new one joins the list; everything else stays as it was written. */
export async function withEvent(event: string): Promise<Files> {
  const settings = path.join(FOLDER, 'waymark.yaml');
  const text = await readFile(settings, 'utf8').catch(() => '');
  const events = parseDocument(text).get('events', true);
  if (!isMap(events) || events.flow || events.has(event)) return {};
  const last = events.items.at(-1)?.value;
  const end = text.indexOf('\n', isNode(last) ? (last.range?.[1] ?? 0) - 1 : text.indexOf('events:'));
  return { [settings]: `${text.slice(0, end)}\n  ${event}: {}${text.slice(end)}` };
}

const file = (folder: string, name: string) => path.join(FOLDER, folder, name);
const quoted = (text: string) => JSON.stringify(text);

/** Editors that read no settings of the project's find the schema by it. */
const modeline = '# yaml-language-server: $schema=../../.waymark/schema.json\n';

export async function firstJourney(name: string, { on, say, topic, owner }: Answers): Promise<Files> {
  const known = Object.keys((await loadProject()).checked.settings.topics ?? {});
  const chosen = topic || known[0] || 'news';
  return {
    [file('journeys', `${name}.yaml`)]: `${modeline}journey: ${name}
purpose: Say what this journey is for
owner: ${owner}
topic: ${chosen}

when:
  - event: ${on}
again: after 30 days

steps:
  - send-email: ${name}
  - wait-for: { clicked: ${name} }
    up-to: 3 days
  - stop: finished
`,
    [file('templates', `${name}.email.mjml`)]: `---
subject: ${quoted(say)}
sample: { contact: { firstName: Ann } }
---
<mj-section>
  <mj-column>
    <mj-text>Hello {{ contact.firstName | default: "there" }},</mj-text>
    <mj-text>say it here.</mj-text>
    <mj-button href="https://example.com/">Have a look</mj-button>
  </mj-column>
</mj-section>
`,
    [file('journeys', `${name}.scenario.yaml`)]: `${modeline}scenario: ${name}
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: Europe/Paris, consent: [${chosen}] }
do:
  - event: ${on}
  - { after: 30 days }
expect:
  - { email: ${name}, at: day 0 10:00 }
  - { ends: finished, at: day 3 10:00 }
`,
  };
}

export function firstWorkflow(name: string, { on, owner }: Answers): Files {
  return {
    [file('workflows', `${name}.yaml`)]: `${modeline}workflow: ${name}
purpose: Say what this workflow is for
owner: ${owner}

when:
  - event: ${on}

steps:
  - assign-follow-up: "Call {{ contact.firstName | default: contact.email }}"
    id: call
    to: owner
    due: 1 day
  - stop: handed-over
`,
    [file('workflows', `${name}.scenario.yaml`)]: `${modeline}scenario: ${name}
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: Europe/Paris }
do:
  - event: ${on}
expect:
  - { step: call, outcome: assigned }
  - { ends: handed-over }
`,
  };
}
