/** WM485…: triggers that can never start anybody, or start them for ever. */
import { type Catalog, journeyWith, withKeys, workflowWith } from './entry.ts';

const startedBy = (trigger: string) => withKeys(journeyWith('- wait: 1 day'), `when: [${trigger}]`);

const collects = journeyWith('- { digest: comments, for: 1 hour }');

const inGroup = (name: string, priority: number) =>
  withKeys(startedBy('{ event: trial.started }'), `group: onboarding\npriority: ${priority}`).replace('example', name);

export const triggersCatalog: Catalog = {
  WM476: {
    title: 'About a group, and in none',
    severity: 'warning',
    bad: withKeys(startedBy('{ event: trial.started }'), 'if-busy: queue'),
    good: withKeys(startedBy('{ event: trial.started }'), 'group: onboarding\nif-busy: queue'),
  },
  WM477: {
    title: 'Two of one group, and none goes first',
    severity: 'warning',
    beside: { 'journeys/an-earlier-one.yaml': inGroup('an-earlier-one', 70) },
    bad: inGroup('example', 70),
    good: inGroup('example', 60),
  },
  WM478: {
    title: 'A campaign that is over',
    severity: 'warning',
    bad: withKeys(startedBy('{ event: trial.started }'), 'active: { from: 2020-11-20, to: 2020-11-30 }'),
    good: withKeys(startedBy('{ event: trial.started }'), 'active: { from: 2020-11-20 }'),
  },
  WM485: {
    title: 'Half a silence',
    bad: startedBy('{ event: trial.started, not-followed-by: project.created }'),
    good: startedBy('{ event: trial.started, not-followed-by: project.created, for: 1 hour }'),
  },
  WM486: {
    title: 'Every year, for those who enter once',
    severity: 'warning',
    bad: startedBy('{ date: renewalDate, yearly: true }'),
    good: withKeys(startedBy('{ date: renewalDate, yearly: true }'), 'again: always'),
  },
  WM487: {
    title: 'Ends that lead in a circle',
    bad: withKeys(workflowWith('- wait: 1 day'), 'when: [{ ended: example }]'),
    good: withKeys(workflowWith('- wait: 1 day'), 'when: [{ ended: call-back }]'),
    hint: 'A definition that starts at the end of another, which starts at the end of this one, never comes to rest.',
  },
  WM489: {
    title: 'Nobody to let in at the launch',
    bad: withKeys(startedBy('{ event: trial.started }'), 'backfill: true'),
    good: withKeys(startedBy('{ segment: early-birds }'), 'backfill: true'),
    hint: '`backfill` is about the members of a segment: what happened before the launch starts nobody.',
  },
  WM490: {
    title: 'Nothing comes together',
    severity: 'warning',
    bad: withKeys(collects, 'when: [{ event: order.paid }]\nagain: after 1 day'),
    good: withKeys(collects, 'when: [{ event: order.paid }]\nagain: always'),
    hint: '`digest` collects what further triggers bring, so each of them must let the contact in: `again: always`, without `per` and `group`.',
  },
  WM488: {
    title: 'A schedule that is over',
    severity: 'warning',
    bad: startedBy('{ schedule: once on 2020-11-20 at 08:00 }'),
    good: startedBy('{ schedule: every Monday at 08:00 }'),
  },
};
