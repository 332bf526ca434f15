import { expect, test } from 'vitest';
import type { TimelineRow } from '../../lib/engine/ports.ts';
import { detailOf, titleOf } from '../../lib/language/step-words.ts';
import type { Version } from '../../lib/language/version.ts';
import { sayRow } from '../../lib/local/views/row-words.ts';

const at = '2026-03-02T09:00:00.000Z';
const due = '2026-03-05T09:00:00.000Z';
const message = { kind: 'message', facts: { template: 'hello', channel: 'email' } };

const graph = {
  start: 'wait-for',
  nodes: {
    'wait-for': {
      does: 'wait-for',
      id: 'wait-for',
      awaits: [{ kind: 'clicked', head: 'hello' }],
      families: [],
      happened: 'end',
      limit: 'end',
    },
    opened: {
      does: 'wait-for',
      id: 'opened',
      awaits: [{ kind: 'opened', head: ['hello', 'help'] }],
      families: [],
      happened: 'end',
      limit: 'end',
    },
    paid: {
      does: 'wait-for',
      id: 'paid',
      awaits: [{ kind: 'event', head: 'order.paid' }],
      families: [],
      happened: 'end',
      limit: 'end',
    },
    pause: { does: 'wait', id: 'pause', next: 'end' },
  },
  steps: {
    tag: { kind: 'add-to-segment', id: 'tag', head: 'readers' },
    call: { kind: 'assign-follow-up', id: 'call', head: 'Call {{ contact.firstName }}' },
  },
};
const version = { graph } as unknown as Version;

const say = (row: Partial<TimelineRow>) =>
  sayRow({ contact: 'c', key: 'k', at, kind: 'step', ...row }, { zone: 'Europe/Paris', version });

test.each<{ row: Partial<TimelineRow>; says: string | undefined }>([
  {
    row: { step: 'call', outcome: 'assigned', detail: 'sales@acme.example' },
    says: 'call: assigned, sales@acme.example',
  },
  { row: { kind: 'reply', outcome: 'stop', detail: 'Stop!' }, says: 'texted back “Stop!”: no more texts' },
  { row: { kind: 'reply', outcome: 'other', detail: 'Thank you' }, says: 'texted back “Thank you”' },
  { row: { kind: 'entered', detail: 'form sign-up' }, says: 'entered: form sign-up' },
  { row: { kind: 'entered', detail: 'call welcome' }, says: 'entered: called by welcome' },
  { row: { kind: 'entered', detail: 'hand started by hand' }, says: 'entered: started by hand' },
  {
    row: { kind: 'not-entered', reason: 'entered-before', detail: 'form sign-up' },
    says: 'did not enter: entered before (form sign-up)',
  },
  { row: { ...message, outcome: 'sent' }, says: 'sent hello' },
  {
    row: { ...message, facts: { template: 'hello', channel: 'sms' }, outcome: 'sent' },
    says: 'sent hello by text message',
  },
  { row: { ...message, outcome: 'skipped', reason: 'no-consent' }, says: 'skipped hello: no-consent' },
  { row: { ...message, outcome: 'failed', reason: 'rejected' }, says: 'failed hello: rejected' },
  {
    row: { ...message, outcome: 'held', reason: 'quiet-hours', detail: due },
    says: 'held hello until Thu 10:00: quiet-hours',
  },
  {
    row: { ...message, outcome: 'unknown', reason: 'claim-expired' },
    says: 'nobody knows whether hello was sent: claim-expired',
  },
  { row: { ...message }, says: 'sending hello' },
  {
    row: { kind: 'waiting', step: 'wait-for', facts: { due } },
    says: 'waiting for a click in hello, at most until Thu 10:00',
  },
  {
    row: { kind: 'waiting', step: 'opened', facts: { due } },
    says: 'waiting for hello or help to be opened, at most until Thu 10:00',
  },
  {
    row: { kind: 'waiting', step: 'paid', facts: { due } },
    says: 'waiting for event order.paid, at most until Thu 10:00',
  },
  {
    row: { kind: 'waiting', step: 'pause', facts: { due: '2026-04-01T08:00:00.000Z' } },
    says: 'waiting until Wed 1 Apr 10:00',
  },
  {
    row: { kind: 'settled', outcome: 'happened', detail: `clicked hello: yes (${at})` },
    says: 'goes on: clicked hello: yes (Mon 10:00)',
  },
  {
    row: { kind: 'settled', outcome: 'limit', detail: 'clicked hello: no (never)' },
    says: 'limit reached: clicked hello: no (never)',
  },
  {
    row: { kind: 'decided', outcome: 'else', detail: 'field plan is pro: no | score lead: no' },
    says: 'field plan is pro: no · score lead: no → else',
  },
  { row: { kind: 'decided', outcome: '2', detail: 'a: no | b: yes' }, says: 'a: no · b: yes → way 2' },
  { row: { step: 'tag', outcome: 'added' }, says: 'add-to-segment: readers: added' },
  {
    row: { step: 'tag', outcome: 'passed-over', detail: 'field plan is pro: no' },
    says: 'passed over add-to-segment: readers: field plan is pro: no',
  },
  { row: { step: 'gone', outcome: 'failed', reason: 'store-refused' }, says: 'gone: failed, store refused' },
  { row: { step: 'stop-finished', outcome: 'ended', detail: 'finished' }, says: undefined },
  {
    row: { kind: 'goal', outcome: 'reached', reason: 'activated', detail: 'event project.created: yes' },
    says: 'goal activated reached: event project.created: yes',
  },
  { row: { kind: 'ended', outcome: 'stop', reason: 'finished' }, says: 'ended: finished' },
  { row: { kind: 'ended', outcome: 'exit', reason: 'bought' }, says: 'left by exit: bought' },
  { row: { kind: 'ended', outcome: 'error', reason: 'error:tag' }, says: 'ended by an error: error:tag' },
  {
    row: { kind: 'consent', outcome: 'out', reason: 'complained', facts: { topic: 'tips', channel: 'email' } },
    says: 'consent out: tips by email (complained)',
  },
  { row: { kind: 'of a later version', outcome: 'done' }, says: 'of a later version done' },
])('a line of the timeline reads: $says', ({ row, says }) => {
  expect(say(row)).toBe(says);
});

test.each([
  { step: { kind: 'send-email', head: 'hello' }, title: 'send-email: hello' },
  {
    step: { kind: 'wait', head: { text: '3 days', days: 3 }, at: '09:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    title: 'wait: 3 days',
    detail: 'at 09:00, on weekdays',
  },
  {
    step: { kind: 'wait-until', head: { from: '14:00', to: '16:00' }, days: ['wed', 'fri'] },
    title: 'wait-until: 14:00..16:00',
    detail: 'on wed, fri',
  },
  {
    step: { kind: 'wait-until', head: 'contact.renewalDate', before: { text: '30 days' }, at: '09:00' },
    title: 'wait-until: contact.renewalDate',
    detail: '30 days before, at 09:00',
  },
  { step: { kind: 'wait-until', head: ['contact.a', 'contact.b'] }, title: 'wait-until: contact.a or contact.b' },
  {
    step: { kind: 'wait-for', head: [{ kind: 'clicked', head: 'hello' }], 'up-to': { text: '1 hour' } },
    title: 'wait-for: clicked hello',
    detail: 'up to 1 hour',
  },
  {
    step: { kind: 'if', head: [{ kind: 'not', head: [{ kind: 'segment', head: 'readers' }] }] },
    title: 'if: not segment readers',
  },
  {
    step: {
      kind: 'if',
      head: [
        {
          kind: 'any',
          head: [
            { kind: 'clicked', head: 'a' },
            { kind: 'opened', head: 'b' },
          ],
        },
      ],
    },
    title: 'if: clicked a or opened b',
  },
  { step: { kind: 'decide', head: [{ if: [], then: [] }] }, title: 'decide' },
  {
    step: { kind: 'update', head: 'contact', set: { plan: 'pro', since: { from: 'event.at' } } },
    title: 'update: contact',
    detail: 'plan: pro, since: { from: event.at }',
  },
])('a step is drawn as it was written: $title', ({ step, title, detail }) => {
  expect(titleOf(step)).toBe(title);
  expect(detailOf({ id: 'x', ...step })).toBe(detail);
});
