/** `waymark.yaml` and the small files beside the definitions, after the check: what holds for the whole project. */
import type { Cap } from './caps.ts';
import type { CheckedCondition } from './checked.ts';
import type { OfficeHours } from './durations.ts';
import type { Json } from './json.ts';
import type { Share } from './share.ts';

export type FieldType = 'text' | 'number' | 'yes-no' | 'date' | 'moment' | { choices: string[] };

export interface Settings {
  project: string;
  timeZone?: string;
  officeHours?: OfficeHours;
  quietHours?: { from: string; to: string };
  caps?: Cap[];
  /** Reason → for whom it holds, nobody sells anything. */
  noMarketing?: Record<string, CheckedCondition[]>;
  /** Field of a contact that names the channel they want. */
  preferredChannel?: string;
  /** What a text that says stop ends; left out: everything. */
  replyStop?: 'everything' | 'topic';
  /** Of all contacts, these get no journey that has a topic. */
  holdout?: Share;
  /** Once given, unknown names are errors. */
  groups?: string[];
  contact?: Record<string, FieldType>;
  events?: Record<string, Record<string, FieldType>>;
  topics?: Record<string, { title: string; consent: 'opt-in' | 'opt-out' }>;
  /** Once there is one, unknown surveys and questions are errors. */
  surveys?: Record<string, Survey>;
  teams: Record<string, string[]>;
  senders: Record<string, { name: string; address: string }>;
  postalAddress?: string;
  /** Other systems that may tell of events, each with a secret of its own. */
  webhookSources?: string[];
  /** How long what happened is kept; left out: 400. */
  retentionDays?: number;
}

export interface Segment {
  name: string;
  purpose?: string;
  /** Left out: kept by hand. */
  if?: CheckedCondition[];
}

export interface FormField {
  label: string;
  required: boolean;
  choices?: string[];
}

export interface Form {
  name: string;
  fields: Record<string, FormField>;
  consent: { topic: string; channel: string; label: string }[];
  /** Template of a double opt-in message. */
  confirm?: string;
  /** Where an HTML post is sent on to; left out: our thanks page. */
  redirect?: string;
}

export interface Question {
  text: string;
  choices?: string[];
  /** The lowest and the highest number. */
  scale?: { from: number; to: number };
}

export interface Survey {
  name: string;
  questions: Record<string, Question>;
}

export type Example = Record<string, Json>;
