/** Compiled, never run: what an author mistypes in TypeScript must not compile, however deep it stands. */
import { defineJourney, defineWorkflow } from '../../lib/language/define.ts';

const head = { purpose: 'Turn trials into customers', owner: 'growth@acme.example' };

defineJourney({
  journey: 'whole',
  ...head,
  review: 'every 90 days',
  topic: 'product-tips',
  input: { reason: 'text', times: { type: 'number', default: 3 } },
  when: [{ form: 'trial-signup' }, { event: 'trial.started', where: { plan: 'pro', seats: { above: 3 } } }],
  if: { field: 'plan', is: 'trial' },
  again: 'after 90 days',
  per: 'event.workspaceId',
  goals: { activated: { event: 'project.created', by: '14 days', 'ends-run': false } },
  exit: {
    gone: { segment: 'competitors' },
    bought: [{ any: [{ field: 'plan', in: ['pro'] }, { event: 'order.paid' }] }],
  },
  steps: [
    {
      'send-email': 'trial-welcome',
      'only-if': { not: { segment: 'vip' } },
      with: { name: { from: 'contact.firstName' } },
    },
    {
      'wait-for': [{ clicked: ['trial-welcome'] }],
      'up-to': '3 days',
      then: [{ 'add-to-segment': 'engaged-trials' }],
      else: [{ 'send-email': 'trial-help', class: 'transactional', 'on-error': 'continue' }],
    },
    { 'wait-until': '09:00', days: 'weekdays' },
    { 'wait-until': '14:00..16:00', days: ['wed', 'fri'] },
    {
      decide: [
        {
          if: [{ page: '/pricing*', within: '7 days' }],
          then: [{ 'run-workflow': 'call-back', with: { reason: 'pricing' } }],
        },
        { if: { field: 'role', known: true } },
      ],
      else: [{ update: 'contact', set: { plan: null } }],
    },
    { stop: 'finished' },
  ],
});

defineWorkflow({
  workflow: 'call-back',
  ...head,
  output: { who: { from: 'call.assignee' } },
  steps: [{ 'assign-follow-up': 'Call {{ contact.firstName }}', id: 'call', fallback: 'call' }],
});

// @ts-expect-error a journey needs an owner
defineJourney({ journey: 'a', purpose: 'p', steps: [] });

// @ts-expect-error a misspelt key of the head
defineJourney({ journey: 'a', ...head, steps: [], agian: 'never' });

// @ts-expect-error `subject` belongs to workflows
defineJourney({ journey: 'a', ...head, steps: [], subject: 'contact' });

// @ts-expect-error no such word
defineJourney({ journey: 'a', ...head, steps: [], again: 'sometimes' });

// @ts-expect-error a misspelt kind
defineJourney({ journey: 'a', ...head, steps: [{ 'send-emial': 'welcome' }] });

// @ts-expect-error a required option is missing
defineJourney({ journey: 'a', ...head, steps: [{ 'wait-for': { clicked: 'welcome' } }] });

// @ts-expect-error a misspelt option
defineJourney({ journey: 'a', ...head, steps: [{ 'wait-for': { clicked: 'welcome' }, 'up-to': '3 days', esle: [] }] });

// @ts-expect-error an option of another kind, beside a head that is a map
defineJourney({ journey: 'a', ...head, steps: [{ if: { field: 'plan', is: 'pro' }, topic: 'product-tips' }] });

// @ts-expect-error two kinds in one step
defineJourney({ journey: 'a', ...head, steps: [{ wait: '1 day', 'send-email': 'welcome' }] });

// @ts-expect-error one of a few words
defineJourney({ journey: 'a', ...head, steps: [{ 'send-email': 'welcome', class: 'markting' }] });

// @ts-expect-error a list where a text is wanted
defineJourney({ journey: 'a', ...head, steps: [{ stop: ['finished'] }] });

// @ts-expect-error no day
defineJourney({ journey: 'a', ...head, steps: [{ 'wait-until': '09:00', days: ['monday'] }] });

// @ts-expect-error a misspelt condition
defineJourney({ journey: 'a', ...head, if: { fild: 'plan', is: 'pro' }, steps: [] });

// @ts-expect-error a misspelt comparison
defineJourney({ journey: 'a', ...head, if: [{ field: 'plan', isnt: 'pro' }], steps: [] });

// @ts-expect-error a misspelt trigger
defineJourney({ journey: 'a', ...head, when: [{ evnt: 'trial.started' }], steps: [] });

// @ts-expect-error triggers are a list
defineJourney({ journey: 'a', ...head, when: { event: 'trial.started' }, steps: [] });

// @ts-expect-error a goal's own option, misspelt
defineJourney({ journey: 'a', ...head, goals: { done: { event: 'x', bye: '3 days' } }, steps: [] });

defineJourney({
  journey: 'a',
  ...head,
  steps: [
    {
      if: { field: 'a', is: 1 },
      then: [
        {
          // @ts-expect-error nested: a misspelt kind two blocks down
          decide: [{ if: { field: 'b', is: 1 }, then: [{ wiat: '1 day' }] }],
        },
      ],
    },
  ],
});

// @ts-expect-error nested: a misspelt condition inside any, inside not
defineJourney({ journey: 'a', ...head, steps: [{ if: { not: { any: [{ segmnt: 'vip' }] } } }] });

// @ts-expect-error nested: a path of `decide` without its condition
defineJourney({ journey: 'a', ...head, steps: [{ decide: [{ then: [{ stop: 'x' }] }] }] });

defineJourney({
  journey: 'a',
  ...head,
  steps: [
    {
      'wait-for': { event: 'x' },
      'up-to': '1 day',
      // @ts-expect-error nested: the option of a step in an else branch
      else: [{ wait: '1 day', att: '09:00' }],
    },
  ],
});

// @ts-expect-error `topic` belongs to journeys
defineWorkflow({ workflow: 'a', ...head, steps: [], topic: 'product-tips' });
