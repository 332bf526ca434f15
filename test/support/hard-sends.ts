/** Journeys that compete for a contact's caps, close addresses, count and steer each other, and what happens to contacts meanwhile. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}caps:
  - { channel: email, at-most: 2, per: 3 days, when-full: hold }
  - { tone: offer, at-most: 1, per: 5 days }
no-marketing:
  open-ticket: { open: ticket }
preferred-channel: wish
`,
  'templates/hello.email.mjml': emailTemplate('Hello'),
  'templates/tips.email.mjml': emailTemplate('Tips'),
  'templates/offer.email.mjml': emailTemplate('Offer'),
  'templates/sale.email.mjml': emailTemplate('Sale'),
  'templates/last.sms.txt': 'Hello from Example',
  'journeys/welcome.yaml': `journey: welcome
purpose: Greets, helps, sells, and counts
owner: owner@example.com
topic: news
when:
  - event: signed-up
again: always
per: event.id
steps:
  - send-email: hello
  - score: lead
    rules:
      - { if: { field: plan, is: gold }, add: 5 }
      - { if: { event: looked, since: ever }, add: 10 }
  - start-journey: sale
    with: { reason: "{{ contact.scores.lead }}" }
  - send-email: tips
    tone: value
  - wait: 1 day
  - pause-journey: sale
  - send-email: offer
    tone: offer
  - wait: 1 day
    id: rest
  - if: { event: angry, since: ever }
    then:
      - suppress: email
        reason: angry
        lasts: 10 days
      - stop-journey: sale
    else:
      - resume-journey: sale
  - send-sms: last
`,
  'journeys/sale.yaml': `journey: sale
purpose: Sells
owner: owner@example.com
topic: news
input: { reason: text }
again: always
steps:
  - wait: 36 hours
  - send-email: sale
    tone: offer
  - wait: 6 hours
  - stop: sold
`,
};

const scenario = `scenario: sends that are held, dropped and closed
definition: welcome
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, phone: "+12125550123", time-zone: UTC, consent: [news], fields: { plan: gold } }
do:
  - { event: signed-up }
cases:
  - case: looks, and gets what the caps leave
    do:
      - { after: 1 hour, event: looked }
      - { after: 8 days }
  - case: has a ticket open, is angry, and is left alone
    do:
      - { after: 1 hour, event: ticket.created, data: { ticketId: 1 } }
      - { after: 30 hours, event: angry }
      - { after: 8 days }
  - case: wants texts, and bounces
    do:
      - { after: 1 hour, set: { wish: sms } }
      - { after: 1 hour, bounce: hello }
      - { after: 8 days }
`;

export const hardSends = await compileFiles(files);

export const hardSendsScenario = scenarioFrom('welcome.scenario.yaml', scenario);
