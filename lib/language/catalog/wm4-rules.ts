/** WM43…: what contacts, colleagues and the law may expect of a definition. */
import { type Catalog, journeyWith, withKeys, workflowWith } from './entry.ts';

const marketing = (steps: string) => withKeys(journeyWith(steps), 'topic: product-tips');
const segmentWith = (condition: string) => `segment: example\npurpose: Shows one mistake\nif: ${condition}\n`;
const settings = (lines: string) => `topics: { product-tips: { title: Tips } }\n${lines}`;
const contact = 'contact: { firstName: text, role: text, plan: [trial, silver, gold], renewalDate: date }\n';
const form = (lines: string) => `form: example\nfields: { email: { label: Email } }\n${lines}`;
const checking = '- update: order\n  set: { checked: true }';
const ada = 'senders: { team: { name: Ada, address: ada@acme.example } }\n';

const email = (text: string) =>
  `---\nsubject: Hello\n---\n<mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section>\n`;

export const rulesCatalog: Catalog = {
  WM431: {
    title: 'Marketing without a topic',
    bad: journeyWith('- send-email: welcome'),
    good: marketing('- send-email: welcome'),
    hint: 'Consent is given to a topic. What answers something the contact did is transactional.',
  },
  WM432: {
    title: 'Work for people in a journey',
    bad: journeyWith('- assign-follow-up: Call them'),
    good: journeyWith('- run-workflow: call-back\n  with: { reason: looked at pricing }'),
    hint: 'A journey faces the contact; what colleagues do is a workflow, which a journey may call.',
  },
  WM433: {
    title: 'A step that nobody can reach',
    bad: workflowWith('- stop: done\n- wait: 1 day'),
    good: workflowWith('- wait: 1 day\n- stop: done'),
  },
  WM434: {
    title: 'Waiting for what ends the run',
    severity: 'warning',
    bad: withKeys(
      journeyWith('- wait-for: { event: order.paid }\n  up-to: 3 days'),
      'goals: { bought: { event: order.paid } }',
    ),
    good: withKeys(
      journeyWith('- wait-for: { event: order.paid }\n  up-to: 3 days'),
      'goals: { bought: { event: order.paid, ends-run: false } }',
    ),
    hint: 'A goal ends the run unless `ends-run: false`; an exit always does.',
  },
  WM435: {
    title: 'A decision that hangs on an open',
    severity: 'warning',
    bad: marketing('- send-email: welcome\n- wait-for: { opened: welcome }\n  up-to: 3 days'),
    good: marketing('- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 3 days'),
    hint: 'Privacy proxies open every message, and many people block pictures. Machines that say so never count.',
  },
  WM436: {
    title: 'Calls that go round in a ring',
    beside: {
      'workflows/first.yaml': workflowWith('- run-workflow: example').replace('workflow: example', 'workflow: first'),
    },
    bad: workflowWith('- run-workflow: first'),
    good: workflowWith('- wait: 1 day'),
    hint: 'Each call starts a run, and there would be no end to them. The same goes for segments.',
  },
  WM437: {
    title: 'A review that is due',
    severity: 'warning',
    bad: withKeys(workflowWith('- wait: 1 day'), 'review: every 90 days since 2026-01-01'),
    good: withKeys(workflowWith('- wait: 1 day'), 'review: every 90 days'),
  },
  WM438: {
    title: 'A click in a message that is not sent here',
    severity: 'warning',
    bad: journeyWith('- wait-for: { clicked: welcome }\n  up-to: 3 days'),
    good: marketing('- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 3 days'),
    hint: 'In a run only the answers to its own messages count.',
  },
  WM439: {
    title: 'A segment with a rule, filled by hand',
    bad: workflowWith('- add-to-segment: gold-members'),
    good: workflowWith('- add-to-segment: early-birds'),
    hint: 'A segment has a rule, or it is kept by hand.',
  },
  WM440: {
    title: 'Marketing without a postal address',
    file: 'project',
    beside: { 'journeys/other.yaml': marketing('- send-email: welcome').replace('example', 'other') },
    bad: settings(ada),
    good: settings(`${ada}postal-address: 1 Market Street, 75002 Paris\n`),
    hint: 'The law asks for it below every marketing email, beside the link to unsubscribe.',
  },
  WM441: {
    title: 'Two beginnings',
    bad: journeyWith('- if: { event: order.paid, within: 7 days, since: start }\n  then:\n    - stop: done'),
    good: journeyWith('- if: { event: order.paid, within: 7 days }\n  then:\n    - stop: done'),
  },
  WM442: {
    title: 'Since the start of a run, where there is none',
    file: 'segment',
    bad: segmentWith('{ event: order.paid, since: start }'),
    good: segmentWith('{ event: order.paid, within: 7 days }'),
    hint: 'Segments and audiences look at all that ever happened.',
  },
  WM443: {
    title: 'Emails from nobody',
    file: 'project',
    beside: { 'journeys/other.yaml': marketing('- send-email: welcome').replace('example', 'other') },
    bad: settings('postal-address: 1 Market Street, 75002 Paris\n'),
    good: settings(`${ada}postal-address: 1 Market Street, 75002 Paris\n`),
  },
  WM480: {
    title: 'A journey with goals or exits as a part of another',
    beside: {
      'journeys/nudge.yaml': withKeys(
        journeyWith('- wait: 1 day'),
        'exit: { left: { field: plan, is: gold } }',
      ).replace('journey: example', 'journey: nudge'),
    },
    bad: journeyWith('- run-journey: nudge'),
    good: journeyWith('- run-journey: say-hello\n  with: { reason: signed up }'),
    hint: 'What ends a run at any moment belongs to the journey in which the run began.',
  },
  WM482: {
    title: 'More rounds than a run may walk',
    severity: 'warning',
    bad: workflowWith(
      '- repeat: 600 times\n  every: 1 day\n  steps:\n    - add-to-segment: early-birds\n    - remove-from-segment: early-birds',
    ),
    good: workflowWith('- repeat: 600 times\n  every: 1 day\n  steps:\n    - add-to-segment: early-birds'),
    hint: 'At most 1,000 steps are visited in the loops of one run.',
  },
  WM481: {
    title: 'A limit where nothing is waited for',
    bad: journeyWith('- run-workflow: call-back\n  with: { reason: pricing }\n  up-to: 3 days'),
    good: journeyWith('- run-workflow: call-back\n  with: { reason: pricing }\n  until-done: true\n  up-to: 3 days'),
  },
  WM483: {
    title: 'Marketing that is sent again',
    bad: marketing('- send-email: welcome\n  delivery: at-least-once'),
    good: journeyWith('- send-email: welcome\n  class: transactional\n  delivery: at-least-once'),
    hint: 'A receipt or a legal notice must arrive, even twice. Marketing is sent once or, where nobody knows, not at all.',
  },
  WM484: {
    title: 'A bound on what is sent once',
    bad: journeyWith('- send-email: welcome\n  class: transactional\n  at-most: 3'),
    good: journeyWith('- send-email: welcome\n  class: transactional\n  delivery: at-least-once\n  at-most: 3'),
  },
  WM444: {
    title: 'A loop without a wait',
    bad: workflowWith('- wait: 1 day\n  only-if: { segment: early-birds }\n- go-to: wait-1-day'),
    good: workflowWith('- wait: 1 day\n- add-to-segment: early-birds\n- go-to: wait-1-day'),
    hint: 'A wait counts where time passes for certain: no `only-if`, a length of time, or the limit of a `wait-for`.',
  },
  WM445: {
    title: 'A way to unsubscribe that only some readers see',
    file: 'template',
    bad: email('{% if contact.plan == "gold" %}{{ unsubscribeUrl }}{% endif %}'),
    good: email('{% if unsubscribeUrl %}{{ unsubscribeUrl }}{% endif %}'),
    hint: 'Below marketing everybody finds it, and the postal address. Where a template shows neither, both are added.',
  },
  WM446: {
    title: 'Counted twice by one record',
    bad: withKeys(workflowWith('- wait: 1 day'), 'subject: order\nwhen: [{ event: order.paid }]\nper: event.orderId'),
    good: withKeys(workflowWith('- wait: 1 day'), 'subject: order\nwhen: [{ event: order.paid }]'),
    hint: 'One run a ticket, a deal or an order goes without saying.',
  },
  WM447: {
    title: 'A workflow that starts itself',
    severity: 'warning',
    beside: { 'waymark.yaml': settings('events: { order.paid: {}, order.updated: {} }\n') },
    bad: withKeys(workflowWith(checking), 'subject: order\nwhen: [{ event: order.updated }]'),
    good: withKeys(workflowWith(checking), 'subject: order\nwhen: [{ event: order.paid }]'),
  },
  WM448: {
    title: 'A preferred channel that is none',
    file: 'project',
    bad: settings(`${contact}preferred-channel: renewalDate\n`),
    good: settings(`${contact}preferred-channel: role\n`),
  },
  WM449: {
    title: 'A form that nobody could confirm',
    file: 'form',
    beside: { 'templates/please.email.mjml': email('Please confirm.') },
    bad: form('consent: [{ topic: product-tips, channel: email, label: Tips }]\nconfirm: please\n'),
    good: form('consent: [{ topic: product-tips, channel: email, label: Tips }]\n'),
    hint: 'The mail needs a link to `{{ confirmUrl }}`, and the form a box whose tick is confirmed.',
  },
  WM461: {
    title: 'Before and after at once',
    bad: workflowWith('- wait-until: contact.renewalDate\n  before: 30 days\n  after: 1 day'),
    good: workflowWith('- wait-until: contact.renewalDate\n  before: 30 days'),
  },
  WM462: {
    title: 'An option that means nothing beside what is waited for',
    bad: workflowWith('- wait-until: 14:00..16:00\n  at: 15:00'),
    good: workflowWith('- wait-until: 14:00..16:00\n  days: weekdays'),
    hint: '`before`, `after` and `at` belong to a date or `start`, `on-missing` to a date, `grace` to a time of day.',
  },
  WM463: {
    title: 'Waiting for a start that was',
    bad: workflowWith('- wait-until: start'),
    good: workflowWith('- wait-until: start\n  after: 2 days'),
  },
};
