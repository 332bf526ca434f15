/** What a scenario file may say; strict, so that a misspelt expectation cannot pass unnoticed. */
import * as z from 'zod';
import { comparisonShape } from '../../language/comparisons.ts';

const name = z.string().min(1);
/** For editors: what such a text usually names. */
const named = (what: string) => name.meta({ names: `any ${what}` });
const data = z.record(z.string(), z.unknown());
const count = z.union([z.int().min(0), z.string().regex(/^\d+\.\.\d+$/, 'A number or a range such as `480..520`.')]);
const moment = z.string().min(1);

const when = {
  after: z.string().optional().describe('Since the line before: `1 day`.'),
  at: moment.optional().describe('`day 2 09:00` (day 0 is the start), or a date.'),
  contact: name.optional().describe('May be left out when there is one.'),
};

const whose = 'All of it; with `contact:`, only their runs. `everything`: all definitions.';

/** One shape a verb; a line without a verb only lets time pass. */
export const doings = {
  event: z.strictObject({ ...when, event: named('event'), data: data.optional(), id: name.optional() }),
  form: z.strictObject({ ...when, form: named('form'), data: data.optional() }),
  page: z.strictObject({ ...when, page: name, data: data.optional() }),
  open: z.strictObject({ ...when, open: named('template'), machine: z.boolean().optional() }),
  click: z.strictObject({ ...when, click: named('template'), machine: z.boolean().optional() }),
  answer: z.strictObject({ ...when, answer: named('survey'), data: data.optional() }),
  confirm: z.strictObject({ ...when, confirm: named('form') }),
  complete: z.strictObject({ ...when, complete: name, by: name.optional() }),
  approve: z.strictObject({
    ...when,
    approve: name,
    outcome: z.enum(['approved', 'rejected']).prefault('approved'),
    by: name.optional(),
  }),
  deliver: z.strictObject({ ...when, deliver: named('template') }),
  bounce: z.strictObject({ ...when, bounce: name }),
  complain: z.strictObject({ ...when, complain: name }),
  unsubscribe: z.strictObject({ ...when, unsubscribe: named('topic') }),
  subscribe: z.strictObject({ ...when, subscribe: named('topic') }),
  reply: z.strictObject({ ...when, reply: name }),
  set: z.strictObject({ ...when, set: data }),
  merge: z.strictObject({
    ...when,
    merge: name.describe(
      'A contact who turns out to be `contact`: whoever was known first, else whose id comes first, goes on for both.',
    ),
  }),
  join: z.strictObject({ ...when, join: named('segment') }),
  leave: z.strictObject({ ...when, leave: named('segment') }),
  start: z.strictObject({ ...when, start: named('definition'), with: data.optional() }),
  enter: z.strictObject({
    ...when,
    enter: named('definition').describe('Whoever is in the segment enters; without one, everybody whom it takes.'),
    segment: named('segment').optional(),
  }),
  pause: z.strictObject({ ...when, pause: named('definition').describe(whose) }),
  resume: z.strictObject({ ...when, resume: named('definition').describe(whose) }),
  stop: z.strictObject({ ...when, stop: named('definition').describe(whose), reason: name.optional() }),
  redrive: z.strictObject({ ...when, redrive: named('definition').describe('Failed runs go on where they failed.') }),
  disable: z.strictObject({ ...when, disable: named('definition') }),
  publish: z.strictObject({
    ...when,
    publish: named('definition').describe(
      'What `<name>.next.yaml` beside it says; those inside stay on what they have.',
    ),
  }),
  move: z.strictObject({
    ...when,
    move: named('definition').describe('Those inside go on with the live version.'),
    map: z.record(z.string(), name).optional().describe('Step of before → step of now.'),
  }),
};
export const passingTime = z.strictObject({ after: when.after, at: when.at });
export type Verb = keyof typeof doings;
export type Doing = {
  verb: Verb | undefined;
  after?: string;
  at?: string;
  contact?: string;
  line: Record<string, unknown>;
};

const seen = { at: moment.optional(), to: name.optional(), times: count.optional() };
const message = { ...seen, outcome: name.optional() };
const { is, in: oneOf, known } = comparisonShape;

export const expectations = {
  email: z.strictObject({ ...message, email: named('email-template') }),
  sms: z.strictObject({ ...message, sms: named('sms-template') }),
  webhook: z.strictObject({
    ...seen,
    webhook: name.describe('A step, or the address; each try is one.'),
    with: data.optional().describe('Of the body.'),
  }),
  workflow: z.strictObject({ ...seen, workflow: named('definition'), with: data.optional() }),
  journey: z.strictObject({ ...seen, journey: named('definition'), with: data.optional() }),
  goal: z.strictObject({ ...seen, goal: name }),
  exit: z.strictObject({ ...seen, exit: name }),
  ends: z.strictObject({ ...seen, ends: name }),
  segment: z.strictObject({ to: name.optional(), segment: named('segment') }),
  field: z.strictObject({ to: name.optional(), field: named('field'), is, in: oneOf, known }),
  step: z.strictObject({ ...message, step: name, reason: name.optional() }),
  never: z.strictObject({ to: name.optional(), never: name }),
};
export type ExpectationKind = keyof typeof expectations;
export type Expectation = {
  kind: ExpectationKind;
  head: string;
  to?: string;
  at?: string;
  times?: number | string;
  line: Record<string, unknown>;
};

export const faultKinds = [
  'answer-lost',
  'throttled',
  'rejected',
  'account-paused',
  'declined',
  'crash-before',
  'crash-after',
] as const;
const fault = z.strictObject({ step: name, fault: z.enum(faultKinds), times: z.int().min(1).prefault(1) });
export type Fault = z.output<typeof fault>;

const status = z.int().min(100).max(599);
const answers = z.strictObject({
  step: name,
  answers: z
    .array(
      z.union([
        status,
        z.strictObject({
          status: status.prefault(200),
          body: z.unknown().optional(),
          'retry-after': z.int().min(0).optional().describe('Seconds.'),
        }),
      ]),
    )
    .min(1)
    .describe('`500`, or `{ status: 200, body: { id: 7 } }`: in order, the last one for all that follow.'),
});
export type WebhookAnswers = z.output<typeof answers>;

const contact = z.strictObject({
  id: name.regex(/^[A-Za-z0-9-]+$/, 'Letters, digits and dashes.'),
  count: z.int().min(1).optional().describe('So many alike: `ann-1`, `ann-2` …'),
  email: z.string().optional(),
  phone: z.string().optional(),
  'time-zone': z.string().optional(),
  language: z.string().optional(),
  consent: z.array(name).optional().describe('Topics, on every channel.'),
  segments: z.array(name).optional(),
  scores: z.record(z.string(), z.number()).optional().describe('Score → number.'),
  holdout: z
    .enum(['yes', 'no'])
    .optional()
    .describe('`yes`: they are held out wherever somebody may be; `no`: nowhere. Left out: by lot, as in life.'),
  fields: data.optional(),
});
export type ScenarioContact = z.output<typeof contact>;

const part = {
  faults: z.array(fault).optional(),
  webhooks: z.array(answers).optional().describe('What other systems answer; left out: `200`.'),
  do: z.array(data).meta({ mark: 'doings' }).optional().describe('What happens, in order.'),
  expect: z.array(data).meta({ mark: 'expectations' }).optional().describe('What must be seen.'),
};
export const scenarioFile = z.strictObject({
  scenario: name,
  definition: name.optional().describe("Whose goals, exits and ends are meant; left out: the file's name says it."),
  start: moment,
  contacts: z.array(contact).min(1),
  ...part,
  'expect-only': z.literal('some').optional().describe('Messages that no line expects do not fail the case.'),
  'in-order': z
    .boolean()
    .optional()
    .describe(
      'Each line is met after the one before it; `times` counts wherever they come, `segment`, `field` and `never` have no place.',
    ),
  cases: z
    .array(
      z.strictObject({
        case: name,
        given: z.record(z.string(), contact.omit({ id: true }).partial()).optional(),
        ...part,
      }),
    )
    .optional(),
});
export type ScenarioFile = z.output<typeof scenarioFile>;
