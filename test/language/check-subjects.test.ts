/** What a workflow about a ticket may speak of, and what is told to those who speak of a ticket elsewhere. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeFiles, acmeWith } from '../support/acme.ts';

const events = `events:
  ticket.created: { ticketId: text, number: number, priority: [low, high], vip: yes-no }
  ticket.updated: { ticketId: text, owner: text, number: text }`;
const settings = acmeFiles['waymark.yaml']!.replace(/^events:$/m, events);

function told(steps: string, head = 'subject: ticket\n', files: Record<string, string> = {}): string[] {
  const text = `workflow: example\npurpose: Shows one thing\nowner: team@acme.example\n${head}steps:\n${steps.replaceAll(/^/gm, '  ')}\n`;
  const { diagnostics } = checkProject(
    acmeWith({ 'waymark.yaml': settings, 'workflows/example.yaml': text, ...files }),
  );
  return diagnostics.map(({ code, message, hint }) => `${code} ${message} ${hint ?? ''}`.trim());
}

test('a ticket has what its events bring along, and an id, a status and a beginning', () => {
  expect(
    told(`- if:
    - { value: ticket.priority, is: high }
    - { value: ticket.status, in: [solved, closed] }
    - { value: ticket.number, is: four }
  then:
    - wait-until: ticket.createdAt
      after: 2 office hours
- assign-follow-up: "{{ ticket.id }}: {{ ticket.owner }}"
- update: ticket
  set: { owner: support, status: pending }`),
  ).toEqual([]);
  expect(told('- assign-follow-up: Call about {{ ticket.prioritee }}')).toEqual([
    'WM216 `ticket.prioritee` leads nowhere: `ticket` has no `prioritee`. Did you mean `ticket.priority`?',
  ]);
  expect(told('- if: { value: ticket.priority, is: hihg }\n  then:\n    - stop: done')).toEqual([
    'WM221 "hihg" is no choice of `ticket.priority`. Did you mean `high`?',
  ]);
  expect(told('- wait-until: ticket.vip')).toEqual([
    'WM228 `ticket.vip` never holds a date: it is yes or no. Name a field of the type `date` or `moment`.',
  ]);
  expect(told('- update: ticket\n  set: { onwer: support }')).toEqual([
    'WM213 There is no field of a ticket called `onwer`. Did you mean `owner`? A new one is listed under `events` in waymark.yaml, in `ticket.updated`.',
  ]);
  expect(told('- update: ticket\n  set: { ticketId: T2 }')).toEqual([
    'WM213 The `ticketId` of a ticket never changes. Set another field.',
  ]);
});

test('where no event of it is listed, it may have anything', () => {
  expect(told('- assign-follow-up: Call about {{ deal.anything }}', 'subject: deal\n')).toEqual([]);
});

test('nobody else knows a ticket: another subject, a journey, a segment, an audience', () => {
  const way = 'It is known in the runs of a workflow with `subject: ticket`.';
  const nowhere = `WM216 \`ticket.priority\` leads nowhere. ${way}`;
  expect(told('- assign-follow-up: Call about {{ ticket.priority }}', '')).toEqual([nowhere]);
  expect(told('- assign-follow-up: Call about {{ ticket.priority }}', 'subject: deal\n')).toEqual([nowhere]);
  const audience = 'subject: ticket\nwhen: [{ event: ticket.created }]\nif: { value: ticket.priority, is: high }\n';
  expect(told('- stop: done', audience)).toEqual([nowhere]);
  const segment = 'segment: urgent\nif: { value: ticket.priority, is: high }\n';
  expect(told('- stop: done', '', { 'segments/urgent.yaml': segment })).toEqual([nowhere]);
  const journey =
    'journey: other\npurpose: Shows\nowner: team@acme.example\nsteps:\n  - update: ticket\n    set: { owner: sales }\n';
  expect(told('- stop: done', '', { 'journeys/other.yaml': journey })).toEqual([
    "WM229 This journey is not about a ticket, so there is none to update. Write a workflow with `subject: ticket` and this step, started by the ticket's events.",
  ]);
});

test('a message of such a workflow may speak of the ticket, and of no other field than it has', () => {
  const template = (path: string) =>
    `---\nsubject: Ticket {{ ${path} }}\n---\n<mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section>\n`;
  const send = '- send-email: news\n  class: transactional';
  expect(told(send, undefined, { 'templates/news.email.mjml': template('ticket.number') })).toEqual([]);
  expect(told(send, undefined, { 'templates/news.email.mjml': template('ticket.nubmer') })).toEqual([
    'WM216 `ticket.nubmer` leads nowhere: `ticket` has no `nubmer`. Did you mean `ticket.number`?',
  ]);
});

test('a run without a contact is not available yet', () => {
  expect(told('- stop: done', 'subject: none\n')[0]).toBe(
    'WM310 `none` is not available yet. Leave it out for now: it is `contact`.',
  );
});

test('people are asked in workflows, and only people', () => {
  expect(told('- alert: everybody\n  text: Look', '')).toEqual([
    expect.stringContaining('A colleague is owner, a team (team:sales) or an email address.'),
  ]);
  expect(told('- escalate: team:sells', '')).toEqual([
    expect.stringContaining('WM217 There is no team called `sells`'),
  ]);
  expect(told('- ask-approval: owner\n  text: Fine?', '')).toEqual([expect.stringContaining('needs `up-to`')]);
});
