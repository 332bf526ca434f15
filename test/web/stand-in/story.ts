/** What Ann lives through, chapter by chapter, in the shapes of the operator API. */
import type { Diagnostic } from '../../../lib/language/diagnostics.ts';
import type {
  ContactView,
  DefinitionView,
  FollowUpView,
  MessageView,
  StackState,
  TimelineLine,
} from '../../../lib/language/operator-api.ts';
import { help, offer, welcome } from './messages.ts';
import { followUpView, trialView } from './trial-activation.ts';

export interface Chapter {
  state: StackState;
  definitions: DefinitionView[];
  contacts: ContactView[];
  messages: MessageView[];
  followUps: FollowUpView[];
}

const definition = trialView.name;
const line = (at: string, local: string, kind: string, text: string, outcome?: string): TimelineLine => ({
  at,
  local,
  kind,
  text,
  outcome,
  definition,
});
const monday = '2026-03-02T09:00:00.000Z';
const thursday = '2026-03-05T09:00:00.000Z';
const friday = '2026-03-06T08:00:00.000Z';

const first: TimelineLine[] = [
  line(monday, 'Mon 10:00', 'entered', 'entered: form trial-signup'),
  line(monday, 'Mon 10:00', 'message', 'sent trial-welcome', 'sent'),
  line(monday, 'Mon 10:00', 'waiting', 'waiting for a click in trial-welcome, at most until Thu 10:00'),
];
const looked: TimelineLine = {
  at: '2026-03-02T09:04:00.000Z',
  local: 'Mon 10:04',
  kind: 'page',
  text: 'page /pricing',
};
const second: TimelineLine[] = [
  line(thursday, 'Thu 10:00', 'waited', 'no click in trial-welcome within 3 days', 'limit'),
  line(thursday, 'Thu 10:00', 'message', 'sent trial-help', 'sent'),
  line(thursday, 'Thu 10:00', 'waiting', 'waiting until Fri 09:00'),
];
const third: TimelineLine[] = [
  line(friday, 'Fri 09:00', 'decision', 'page /pricing* within 7 days: no', 'no'),
  line(friday, 'Fri 09:00', 'decision', 'field role is developer: no (marketer) → else', 'else'),
  line(friday, 'Fri 09:00', 'message', 'sent call-offer to +33600000001', 'sent'),
  line(friday, 'Fri 09:00', 'ended', 'ended: finished', 'stop'),
];

const state: StackState = { project: 'acme', now: monday, zone: 'Europe/Paris', clock: 'virtual', problems: [] };
const ann: ContactView = {
  id: 'c-ann',
  name: 'Ann',
  fields: { email: 'ann@example.com', firstName: 'Ann', role: 'marketer', plan: 'trial', timeZone: 'Europe/Paris' },
  openRuns: 1,
  consent: [{ topic: 'product-tips', channel: 'email', state: 'in', at: monday, source: 'form:trial-signup' }],
  segments: [],
  runs: [],
  timeline: first,
};
const run = { run: 'r1', definition, number: 1, startedAt: monday };
const followUp: FollowUpView = {
  key: 'e-call-ann',
  title: 'Call Ann',
  assignee: 'team:sales',
  contact: 'Ann',
  dueAt: '2026-03-06T12:00:00.000Z',
  state: 'open',
  words: ['completed'],
};
const trialAt = (counts: Partial<DefinitionView>) => [{ ...trialView, ...counts }, followUpView];

const signedUp: Chapter = {
  state: { ...state, nextDue: { at: thursday, what: 'Ann: wait-for reaches its limit' } },
  definitions: trialAt({ open: 1, entered: 1, here: { 'wait-for': 1 }, passed: { 'send-email-trial-welcome': 1 } }),
  contacts: [{ ...ann, runs: [{ ...run, status: 'running', step: 'wait-for', dueAt: thursday }] }],
  messages: [welcome],
  followUps: [],
};

export const chapters: Chapter[] = [
  { state, definitions: trialAt({}), contacts: [], messages: [], followUps: [] },
  signedUp,
  { ...signedUp, contacts: signedUp.contacts.map((one) => ({ ...one, timeline: [...first, looked] })) },
  {
    state: { ...state, now: thursday, nextDue: { at: friday, what: 'Ann: wait-until 09:00' } },
    definitions: trialAt({
      open: 1,
      entered: 1,
      here: { 'wait-until-09-00': 1 },
      passed: { 'send-email-trial-welcome': 1, 'wait-for': 1, 'send-email-trial-help': 1 },
    }),
    contacts: [
      {
        ...ann,
        runs: [{ ...run, status: 'running', step: 'wait-until-09-00', dueAt: friday }],
        timeline: [...first, looked, ...second],
      },
    ],
    messages: [help, welcome],
    followUps: [],
  },
  {
    state: { ...state, now: friday },
    definitions: trialAt({
      open: 0,
      entered: 1,
      ended: 1,
      here: {},
      // `decide` is taken in passing and counts nobody: the dot goes through it.
      passed: {
        'send-email-trial-welcome': 1,
        'wait-for': 1,
        'send-email-trial-help': 1,
        'wait-until-09-00': 1,
        'send-sms-call-offer': 1,
        'stop-finished': 1,
      },
    }),
    contacts: [
      {
        ...ann,
        openRuns: 0,
        segments: ['engaged-trials'],
        runs: [
          { ...run, status: 'ended', step: 'stop-finished', end: { how: 'stop', reason: 'finished', at: friday } },
        ],
        timeline: [...first, looked, ...second, ...third],
      },
    ],
    messages: [offer, help, welcome],
    followUps: [followUp],
  },
];

export const misspeltDuration: Diagnostic = {
  file: trialView.file,
  line: 19,
  column: 12,
  length: 5,
  code: 'WM110',
  severity: 'error',
  message: '"3 dys" is no duration.',
  hint: 'Did you mean "3 days"?',
};
