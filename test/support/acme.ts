/** A small shop's project, with one of everything, in which examples of the language are checked. */
import type { ProjectFile } from '../../lib/language/check/project-files.ts';

const email = `---
subject: Hello
---
<mj-section><mj-column><mj-text>Hello {{ contact.firstName | default: "there" }}</mj-text></mj-column></mj-section>
`;

export const acmeFiles: Readonly<Record<string, string>> = {
  'waymark.yaml': `project: acme
time-zone: Europe/Paris
postal-address: 1 Market Street, 75002 Paris
contact:
  firstName: text
  role: text
  plan: [trial, silver, gold]
  renewalDate: date
events:
  trial.started: {}
  project.created: {}
  project.opened: {}
  order.paid: { orderId: text, total: number }
topics:
  product-tips: { title: Product tips, consent: opt-in }
teams:
  sales: [sales@acme.example]
senders:
  team: { name: The Acme team, address: team@acme.example }
`,
  'templates/welcome.email.mjml': email,
  'templates/reminder.email.mjml': email,
  'templates/reminder.sms.txt': 'Hello {{ contact.firstName }}, tomorrow at nine.\n',
  'segments/early-birds.yaml': 'segment: early-birds\n',
  'segments/gold-members.yaml': 'segment: gold-members\nif: { field: plan, is: gold }\n',
  'forms/sign-up.yaml': 'form: sign-up\nfields:\n  email: { label: Email, required: true }\n',
  'journeys/say-hello.yaml': `journey: say-hello
purpose: A warm welcome, wherever one is due
owner: team@acme.example
input: { reason: text }
steps:
  - update: contact
    set: { role: "{{ input.reason }}" }
  - stop: greeted
`,
  'workflows/call-back.yaml': `workflow: call-back
purpose: Sales calls
owner: sales@acme.example
input: { reason: text }
steps:
  - assign-follow-up: Call {{ contact.firstName }} (they {{ input.reason }})
    to: sales@acme.example
`,
};

/** The project's files with others added to them, or in their place. */
export function acmeWith(files: Readonly<Record<string, string>>): ProjectFile[] {
  return Object.entries({ ...acmeFiles, ...files }).map(([path, text]) => ({ path: `statemachines/${path}`, text }));
}
