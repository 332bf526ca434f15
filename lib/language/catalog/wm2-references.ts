/** WM2…: what a name refers to in another file. */
import { type Catalog, journeyWith, withKeys, workflowWith } from './entry.ts';

const asked = (condition: string) => journeyWith(`- if: ${condition}\n  then:\n    - stop: done`);
const marketing = (steps: string) => withKeys(journeyWith(steps), 'topic: product-tips');
const email = (head: string, body = 'Hello') =>
  `---\nsubject: Hello\n${head}---\n<mj-section><mj-column><mj-text>${body}</mj-text></mj-column></mj-section>\n`;

export const referencesCatalog: Catalog = {
  WM207: {
    title: 'No template of that name',
    bad: marketing('- send-email: welcom'),
    good: marketing('- send-email: welcome'),
  },
  WM208: {
    title: 'A template for another channel',
    bad: marketing('- send-sms: welcome'),
    good: marketing('- send-sms: reminder'),
    hint: 'A message is written once for each channel: welcome.email.mjml, welcome.sms.txt.',
  },
  WM209: {
    title: 'No segment of that name',
    bad: workflowWith('- add-to-segment: early-brids'),
    good: workflowWith('- add-to-segment: early-birds'),
  },
  WM210: {
    title: 'No form of that name',
    bad: withKeys(workflowWith('- wait: 1 day'), 'when: [{ form: signup }]'),
    good: withKeys(workflowWith('- wait: 1 day'), 'when: [{ form: sign-up }]'),
  },
  WM211: {
    title: 'No workflow of that name',
    bad: journeyWith('- run-workflow: call-bak\n  with: { reason: pricing }'),
    good: journeyWith('- run-workflow: call-back\n  with: { reason: pricing }'),
  },
  WM212: {
    title: 'No topic of that name',
    bad: withKeys(journeyWith('- wait: 1 day'), 'topic: product-tipps'),
    good: withKeys(journeyWith('- wait: 1 day'), 'topic: product-tips'),
  },
  WM213: {
    title: 'No field of that name',
    bad: asked('{ field: plann, is: gold }'),
    good: asked('{ field: plan, is: gold }'),
    hint: 'Asked once waymark.yaml lists the fields under `contact`.',
  },
  WM214: {
    title: 'No event of that name',
    bad: asked('{ event: order.payed }'),
    good: asked('{ event: order.paid }'),
    hint: 'Asked once waymark.yaml lists the events under `events`.',
  },
  WM215: {
    title: 'A click in a message that does not exist',
    bad: marketing('- send-email: welcome\n- wait-for: { clicked: welcom }\n  up-to: 3 days'),
    good: marketing('- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 3 days'),
    hint: 'The step that sends it is named, or its template.',
  },
  WM216: {
    title: 'A path that leads nowhere',
    bad: workflowWith('- assign-follow-up: Call {{ contact.fristName }}'),
    good: workflowWith('- assign-follow-up: Call {{ contact.firstName }}'),
    hint: 'A path starts at `contact`, `event`, `input` or the id of a step.',
  },
  WM217: {
    title: 'No team of that name',
    bad: workflowWith('- assign-follow-up: Call them\n  to: team:sells'),
    good: workflowWith('- assign-follow-up: Call them\n  to: team:sales'),
  },
  WM219: {
    title: 'No sender of that name',
    file: 'template',
    bad: email('sender: taem\n'),
    good: email('sender: team\n'),
  },
  WM220: {
    title: 'A call that hands over what is not wanted, or not what is',
    bad: journeyWith('- run-workflow: call-back\n  with: { raeson: pricing, reason: looked at pricing }'),
    good: journeyWith('- run-workflow: call-back\n  with: { reason: looked at pricing }'),
    hint: 'What a workflow takes stands under its `input`; what has no default is required.',
  },
  WM221: {
    title: 'No choice of the field',
    bad: asked('{ field: plan, is: glod }'),
    good: asked('{ field: plan, is: gold }'),
  },
  WM222: {
    title: 'Something the event does not carry',
    bad: asked('{ event: order.paid, where: { totl: 100 } }'),
    good: asked('{ event: order.paid, where: { total: 100 } }'),
    hint: 'What an event carries stands beside its name in waymark.yaml; what a form carries are its fields.',
  },
  WM223: {
    title: 'A translation without its original',
    file: 'template',
    names: { bad: 'example.fr.email.mjml', good: 'welcome.fr.email.mjml' },
    bad: email(''),
    good: email(''),
  },
  WM228: {
    title: 'Waiting for a date where there never is one',
    bad: workflowWith('- wait-until: contact.plan'),
    good: workflowWith('- wait-until: contact.renewalDate'),
    hint: 'A date, a moment, a number (unix time) or a text that is read as one of them.',
  },
  WM229: {
    title: 'A record that the run is not about',
    bad: workflowWith('- update: ticket\n  set: { priority: high }'),
    good: withKeys(workflowWith('- update: ticket\n  set: { priority: high }'), 'subject: ticket'),
    hint: 'A run about a ticket is started by an event that names it: `ticketId`, or `id` or `number` in `ticket.created`.',
  },
  WM250: {
    title: 'A comparison that says nothing about such a value',
    bad: asked('{ field: plan, above: 10 }'),
    good: asked('{ field: plan, in: [silver, gold] }'),
    hint: 'Numbers, dates and texts have an order; choices and yes or no have none.',
  },
  WM251: {
    title: 'A value of another type than the one it meets',
    bad: asked('{ event: order.paid, where: { total: { above: a lot } } }'),
    good: asked('{ event: order.paid, where: { total: { above: 100 } } }'),
    hint: 'The types stand in waymark.yaml, under `contact` and under `events`.',
  },
  WM252: {
    title: 'A draft, and somebody is to enter it',
    beside: {
      'workflows/call-later.yaml': withKeys(workflowWith('- wait: 1 day'), 'draft: true').replace(
        'example',
        'call-later',
      ),
    },
    bad: workflowWith('- run-workflow: call-later'),
    good: workflowWith('- run-workflow: call-back\n  with: { reason: pricing }'),
    hint: 'A definition with `draft: true` is not published; another draft may call it.',
  },
};
