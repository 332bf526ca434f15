/** A workflow about a ticket that asks people for everything, and what they say, in time and too late. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}teams:\n  leads: [lee@example.com]\n`,
  'templates/sorry.email.mjml': emailTemplate('Ticket {{ ticket.number }}'),
  'workflows/refund.yaml': `workflow: refund
purpose: No refund without somebody who answers for it
owner: owner@example.com
subject: ticket
when:
  - event: ticket.created
exit:
  solved: { value: ticket.status, in: [solved, closed] }
steps:
  - update: ticket
    set: { owner: "{{ ticket.number }} desk", status: pending }
  - ask-approval: team:leads
    id: large
    text: Refund ticket {{ ticket.number }}?
    up-to: 2 days
    then:
      - manual: Send the money to {{ contact.email }}
        id: pay
        up-to: 1 day
        else:
          - escalate: team:leads
            reason: Nobody has paid ticket {{ ticket.number }}
    else:
      - alert: owner
        text: No refund for {{ ticket.number }}
      - send-email: sorry
        class: transactional
  - if: { outcome: large, is: approved }
    then:
      - update: ticket
        id: done
        set: { paidBy: { from: large.by } }
  - wait-for: { value: ticket.owner, is: nobody }
    up-to: 1 day
    then:
      - stop: handed-back
  - stop: kept
`,
};

const scenario = `scenario: people are asked
definition: refund
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }
do:
  - { event: ticket.created, data: { ticketId: 1, number: 7 } }
cases:
  - case: approved, paid, and handed back
    do:
      - { after: 1 hour, approve: large, by: lee@example.com }
      - { after: 1 hour, complete: pay }
      - { after: 1 hour, event: ticket.updated, data: { ticketId: 1, owner: nobody } }
      - { after: 1 day }
  - case: approved at the very last minute, and nobody pays
    do:
      - { after: 47 hours, approve: large }
      - { after: 4 days }
  - case: rejected, while another ticket waits for its word
    do:
      - { after: 1 hour, event: ticket.created, data: { ticketId: 2, number: 8 } }
      - { after: 1 hour, approve: large, outcome: rejected }
      - { after: 5 days }
  - case: nobody says a word until it is too late
    do:
      - { after: 50 hours, approve: large }
      - { after: 4 days }
  - case: solved while the money is on its way
    do:
      - { after: 1 hour, approve: large }
      - { after: 1 hour, event: ticket.solved, data: { ticketId: 1 } }
      - { after: 4 days }
`;

export const hardPeople = await compileFiles(files);

export const hardPeopleScenario = scenarioFrom('refund.scenario.yaml', scenario);
