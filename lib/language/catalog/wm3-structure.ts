/** WM3…: the form of a file and of what it consists of. */
import { type Catalog, journeyWith, withKeys, workflowWith } from './entry.ts';

const deep = (levels: number): string =>
  levels === 0
    ? '- stop: done'
    : `- if: { segment: early-birds }\n  id: level-${levels}\n  then:\n${deep(levels - 1).replaceAll(/^/gm, '    ')}`;

export const structureCatalog: Catalog = {
  WM301: {
    title: 'An unknown kind of step, condition or trigger',
    bad: workflowWith('- delay: 2 days'),
    good: workflowWith('- wait: 2 days'),
    hint: 'Each item of a list begins with its kind; `waymark explain <kind>` prints one.',
  },
  WM302: {
    title: 'An unknown option or key',
    bad: workflowWith('- wait: 2 days\n  att: 09:00'),
    good: workflowWith('- wait: 2 days\n  at: 09:00'),
  },
  WM303: {
    title: 'A required option or key is missing',
    bad: workflowWith('- wait-for: { event: order.paid }'),
    good: workflowWith('- wait-for: { event: order.paid }\n  up-to: 3 days'),
  },
  WM304: {
    title: 'A value of another type than is wanted',
    bad: workflowWith('- stop: [done]'),
    good: workflowWith('- stop: done'),
  },
  WM305: {
    title: 'None of the words that are known here',
    bad: workflowWith('- send-email: welcome\n  class: transactionel'),
    good: workflowWith('- send-email: welcome\n  class: transactional'),
  },
  WM306: {
    title: 'A text of another form than is wanted',
    bad: workflowWith('- stop: Not Interested'),
    good: workflowWith('- stop: not-interested'),
  },
  WM307: {
    title: 'Too much, or too little',
    bad: workflowWith(`- assign-follow-up: Call them\n  id: ${'a-very-long-id'.repeat(5)}`),
    good: workflowWith('- assign-follow-up: Call them\n  id: call'),
  },
  WM308: {
    title: 'A value that makes no sense here',
    bad: workflowWith('- update: contact\n  set: {}'),
    good: workflowWith('- update: contact\n  set: { plan: gold }'),
  },
  WM309: {
    title: 'Nothing behind the colon',
    bad: workflowWith('- wait: 2 days\n  at:'),
    good: workflowWith('- wait: 2 days\n  at: 09:00'),
  },
  WM310: {
    title: 'Part of the language, and not available yet',
    bad: workflowWith('- send-push: hello'),
    good: workflowWith('- wait: 1 day'),
  },
  WM311: {
    title: 'Two kinds in one item',
    bad: workflowWith('- wait: 1 day\n  stop: done'),
    good: workflowWith('- wait: 1 day\n- stop: done'),
    hint: 'A new item begins with a dash.',
  },
  WM312: {
    title: 'Not a list',
    bad: workflowWith('- if: { segment: early-birds }\n  then:\n    stop: done'),
    good: workflowWith('- if: { segment: early-birds }\n  then:\n    - stop: done'),
  },
  WM313: {
    title: 'An item that is no map',
    bad: workflowWith('- stop'),
    good: workflowWith('- stop: done'),
    hint: 'Each item is a small map: its kind and main value, and its options below.',
  },
  WM314: {
    title: 'An empty condition',
    bad: workflowWith('- if: []\n  then:\n    - stop: done'),
    good: workflowWith('- if: { segment: early-birds }\n  then:\n    - stop: done'),
    hint: 'It would hold for everybody. To go on without a question, leave the whole step out.',
  },
  WM315: {
    title: 'Steps nested too deep',
    bad: workflowWith(deep(16)),
    good: workflowWith(deep(3)),
    hint: 'Inner steps can be a workflow of their own, or a path of one `decide`.',
  },
  WM316: {
    title: 'A file that nothing reads where it stands',
    names: { bad: 'workflow/example.yaml', good: 'workflows/example.yaml' },
    bad: workflowWith('- wait: 1 day'),
    good: workflowWith('- wait: 1 day'),
  },
  WM317: {
    title: 'A definition that is no plain data',
    file: 'typescript',
    bad: "defineWorkflow({ workflow: 'example', purpose: new Date(0), owner: 'team@acme.example', steps: [{ wait: '1 day' }] })",
    good: "defineWorkflow({ workflow: 'example', purpose: 'Shows it', owner: 'team@acme.example', steps: [{ wait: '1 day' }] })",
    hint: 'It is stored, hashed and shown, so it holds text, numbers, yes and no, lists and maps only.',
  },
  WM318: {
    title: 'A file that holds nothing of its kind',
    names: { bad: 'workflows/example.yaml', good: 'workflows/example.yaml' },
    bad: '- wait: 1 day\n',
    good: workflowWith('- wait: 1 day'),
  },
  WM319: {
    title: 'A mistake in the Liquid of a text',
    bad: workflowWith('- assign-follow-up: Call {{ contact.firstName | defualt }}'),
    good: workflowWith('- assign-follow-up: Call {{ contact.firstName | default }}'),
  },
  WM320: {
    title: 'A key that belongs to the other kind of definition',
    bad: withKeys(workflowWith('- wait: 1 day'), 'topic: product-tips'),
    good: withKeys(journeyWith('- wait: 1 day'), 'topic: product-tips'),
    hint: 'Journeys have `topic` and `goals`, workflows `subject`.',
  },
  WM322: {
    title: 'More than 500 steps',
    bad: workflowWith(
      Array.from({ length: 501 }, (_, index) => `- { wait: 1 hour, id: hour-${index + 1} }`).join('\n'),
    ),
    good: workflowWith('- { wait: 1 hour, id: hour-1 }'),
    hint: 'Steps of journeys that are run as a part of this one count as well. A machine of Step Functions has an end to its size, and so has what people can read.',
  },
  WM323: {
    title: 'A machine larger than Step Functions takes',
    bad: workflowWith(
      Array.from(
        { length: 480 },
        (_, index) =>
          `- wait-for: { event: order.paid }\n  up-to: 3 days\n  only-if: { segment: early-birds }\n  id: wait-for-the-payment-of-the-order-and-of-what-goes-with-${index + 100}`,
      ).join('\n'),
    ),
    good: workflowWith('- wait-for: { event: order.paid }\n  up-to: 3 days'),
    hint: 'Names of steps count as well: each stands in its machine several times.',
  },
  WM321: {
    title: 'Liquid in a condition',
    bad: workflowWith('- if: { field: role, is: "{{ event.role }}" }\n  then:\n    - stop: done'),
    good: workflowWith('- if: { field: role, is: developer }\n  then:\n    - stop: done'),
    hint: 'Conditions are plain data, never code.',
  },
};
