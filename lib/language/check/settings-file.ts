/** Reads `waymark.yaml`: what holds for the whole project, and the names that are known once they are listed. */
import * as z from 'zod';
import { readEmailAddress } from '../addresses.ts';
import { capOf, capShape } from '../caps.ts';
import { conditions } from '../markers.ts';
import { shown, written } from '../mistake.ts';
import { definitionName } from '../names.ts';
import { officeHours } from '../office-hours.ts';
import type { FieldType, Settings } from '../project.ts';
import { share } from '../share.ts';
import type { Source } from '../source.ts';
import { timeOfDay } from '../time-of-day.ts';
import { timeZone } from '../zones.ts';
import { visitor } from './blocks.ts';
import { isMap } from './dispatch.ts';
import { fieldsOf, readFields } from './fields.ts';
import { isKnownLater } from './later.ts';
import { createReading, type Reading } from './reading.ts';
import type { Report } from './report.ts';
import { noteTraps } from './traps.ts';

const text = z.string().trim().min(1).max(500);

const fieldType: z.ZodType<FieldType> = z.union([
  z.enum(['text', 'number', 'yes-no', 'date', 'moment']),
  z
    .array(z.string().min(1))
    .min(1)
    .transform((choices) => ({ choices })),
]) as never;
const fieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'Letters and digits, a letter first: `firstName`.')
  .max(60);
const eventName = z
  .string()
  .regex(/^[^\s{}]+$/, 'No spaces and no braces: `order.paid`.')
  .max(200);

const address = written<string, string>({ type: 'string', format: 'email' }, (input) => {
  const read = typeof input === 'string' ? readEmailAddress(input) : undefined;
  if (read !== undefined) return { value: read };
  return {
    mistake: {
      code: 'WM306',
      message: `${shown(input)} is no email address.`,
      hint: 'Write it like "team@acme.example".',
    },
  };
});

const LEAST_DAYS = 90;
const MOST_DAYS = 3_650;
const daysOf = (text: string): number => Number.parseInt(text, 10) * (text.includes('year') ? 365 : 1);
const isRetention = (text: string): boolean =>
  /^[1-9]\d{0,3} (days?|years?)$/.test(text) && daysOf(text) >= LEAST_DAYS && daysOf(text) <= MOST_DAYS;
// Within three months what was sent may still be asked about.
const retention = z.string().refine(isRetention, 'Days or years, from `90 days` to `10 years`.');

export const settingsShape = {
  project: text.prefault('waymark').describe('How the project is called.'),
  'time-zone': timeZone.optional().describe('For whatever has no zone of its own.'),
  'office-hours': officeHours
    .optional()
    .describe('When the team works: `from`, `to`, `days`, `time-zone`, `closed` dates.'),
  'quiet-hours': z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .optional()
    .describe("When no message goes out, on the contact's clock."),
  caps: z
    .array(capShape)
    .min(1)
    .optional()
    .describe(
      'How many messages a contact gets at most, over all journeys or `inside: journey`: `{ channel: email, at-most: 3, per: 7 days }`.',
    ),
  'no-marketing': z
    .record(definitionName, conditions)
    .optional()
    .describe(
      'Reason and condition: as long as it holds for a contact, they get no marketing: `open-ticket: { open: ticket }`.',
    ),
  'preferred-channel': fieldName
    .meta({ names: 'field' })
    .optional()
    .describe(
      "The contact's field that names the channel they want. Where a journey writes on it too, what it sells elsewhere is skipped.",
    ),
  'reply-stop': z
    .enum(['everything', 'topic'])
    .optional()
    .describe(
      'What `STOP`, texted back, ends: `everything` by text, or the `topic` that was answered; `STOP ALL` ends everything. Left out: `everything`.',
    ),
  holdout: share
    .optional()
    .describe('Of all contacts, these get no journey that has a topic, always the same ones: `5%`.'),
  groups: z.array(definitionName).min(1).optional().describe('Groups of journeys; others are then mistakes.'),
  contact: z.record(fieldName, fieldType).optional().describe('Fields of a contact; unknown ones are then mistakes.'),
  events: z
    .record(eventName, z.record(fieldName, fieldType).nullable())
    .optional()
    .describe('Events with their data; unknown ones are then mistakes.'),
  topics: z
    .record(definitionName, z.strictObject({ title: text, consent: z.enum(['opt-in', 'opt-out']).prefault('opt-in') }))
    .optional()
    .describe('What a contact may subscribe to, and whether silence means yes.'),
  teams: z
    .record(definitionName, z.array(address).min(1))
    .prefault({})
    .describe('Teams and the addresses of their members.'),
  senders: z
    .record(definitionName, z.strictObject({ name: text, address }))
    .prefault({})
    .describe('Names and addresses that messages come from.'),
  'webhook-sources': z
    .array(definitionName)
    .min(1)
    .optional()
    .describe(
      'Other systems that may tell of events: `POST /v1/webhooks/<source>` with `{ type, timestamp, data: { userId | email | phone, … } }`, signed as Standard Webhooks say with what `waymark webhook-secret <source>` prints.',
    ),
  'postal-address': text.optional().describe('Stands below every marketing email, as the law asks.'),
  retention: retention
    .optional()
    .describe('How long events, the timeline, what was sent and runs that have ended are kept. Left out: `400 days`.'),
};

const fields = fieldsOf('`waymark.yaml`', settingsShape);

type Values = { [Key in keyof typeof settingsShape]?: z.output<(typeof settingsShape)[Key]> };

export interface ReadSettings extends Reading {
  settings: Settings;
}

/** What could be read; a part that could not is as if it were not there, so that it causes no second mistake. */
export function readSettings(source: Source, report: Report): ReadSettings {
  const reading = createReading(report);
  const raw = source.value ?? {};
  if (!isMap(raw)) {
    if (source.value !== undefined)
      report.note({
        code: 'WM318',
        message: 'This file holds no settings.',
        hint: 'Write lines such as `time-zone: Europe/Paris`.',
        path: [],
      });
    return { ...reading, settings: defaultSettings };
  }
  const { values } = readFields(fields, raw, {
    path: [],
    note: report.note,
    visit: visitor(reading, false),
    unknown: (key) =>
      isKnownLater('settings', key)
        ? {
            code: 'WM310',
            message: `\`${key}\` is not available yet.`,
            hint: 'Leave it out for now.',
            path: [key],
            on: 'key',
          }
        : undefined,
  });
  reading.fieldsAt.push({ path: [], fields });
  noteTraps(source, reading.fieldsAt, report);
  return { ...reading, settings: settingsOf(values as Values) };
}

export const defaultSettings: Settings = { project: 'waymark', teams: {}, senders: {} };

function settingsOf(values: Values): Settings {
  const { contact, topics, teams = {}, senders = {} } = values;
  const events =
    values.events && Object.fromEntries(Object.entries(values.events).map(([name, data]) => [name, data ?? {}]));
  return {
    project: values.project ?? defaultSettings.project,
    ...(values['time-zone'] !== undefined && { timeZone: values['time-zone'] }),
    ...(values['office-hours'] !== undefined && { officeHours: values['office-hours'] }),
    ...(values['quiet-hours'] !== undefined && { quietHours: values['quiet-hours'] }),
    ...(values.caps !== undefined && { caps: values.caps.map(capOf) }),
    ...(values['no-marketing'] !== undefined && { noMarketing: values['no-marketing'] }),
    ...(values['preferred-channel'] !== undefined && { preferredChannel: values['preferred-channel'] }),
    ...(values['reply-stop'] !== undefined && { replyStop: values['reply-stop'] }),
    ...(values.holdout !== undefined && { holdout: values.holdout }),
    ...(values.groups !== undefined && { groups: values.groups }),
    ...(contact !== undefined && { contact }),
    ...(events !== undefined && { events }),
    ...(topics !== undefined && { topics }),
    teams,
    senders,
    ...(values['webhook-sources'] !== undefined && { webhookSources: values['webhook-sources'] }),
    ...(values['postal-address'] !== undefined && { postalAddress: values['postal-address'] }),
    ...(values.retention !== undefined && { retentionDays: daysOf(values.retention) }),
  };
}
