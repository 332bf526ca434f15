/** What the operator's API says, so that the console and whoever answers it cannot drift apart. */
import type { Diagnostic } from './diagnostics.ts';
import type { GraphNode } from './graph.ts';
import type { JsonMap } from './json.ts';
import type { TaskWord } from './ports.ts';

/** GET /api/state; POST /api/time answers it too. */
export interface StackState {
  project: string;
  now: string;
  zone: string;
  clock: 'virtual' | 'real';
  nextDue?: { at: string; what: string };
  /** Of the newest save; the last good version keeps running. */
  problems: Diagnostic[];
}

/** POST /api/time */
export interface TimeMove {
  to: 'next' | 'day' | string;
}

/** POST /api/reset, no body: forgets contacts, runs and messages, puts the clock back to its start; answers StackState. */

/** GET /api/definitions */
export interface DefinitionSummary {
  name: string;
  kind: 'journey' | 'workflow';
  purpose: string;
  owner: string;
  state: 'live' | 'paused' | 'disabled' | 'stopped';
  number: number;
  version: string;
  file: string;
  /** Contacts inside now, and all who ever entered and ended. */
  open: number;
  entered: number;
  ended: number;
}

/** GET /api/definitions/<name> */
export interface DefinitionView extends DefinitionSummary {
  start: string;
  /** In the order written; `title` is the head as an author wrote it: `send-email: trial-welcome`. */
  nodes: { node: GraphNode; title: string; detail?: string; line?: number }[];
  /** Node id → contacts standing there now, and those who have passed. */
  here: Record<string, number>;
  passed: Record<string, number>;
  text: string;
}

/** POST /api/definitions/<name>/edit: opens its file in the operator's editor; 204, or a 4xx problem where none is known. */
export interface EditOrder {
  line: number;
}

/** GET /api/contacts */
export interface ContactSummary {
  id: string;
  name: string;
  fields: JsonMap;
  openRuns: number;
}

export interface RunView {
  run: string;
  definition: string;
  number: number;
  status: string;
  startedAt: string;
  step: string;
  dueAt?: string;
  end?: { how: string; reason: string; at: string };
}

/** One line of the timeline, already in words. */
export interface TimelineLine {
  at: string;
  local: string;
  definition?: string;
  run?: string;
  step?: string;
  kind: string;
  outcome?: string;
  reason?: string;
  text: string;
}

/** GET /api/contacts/<id> */
export interface ContactView extends ContactSummary {
  consent: { topic: string; channel: string; state: string; at: string; source: string }[];
  segments: string[];
  runs: RunView[];
  timeline: TimelineLine[];
}

/** GET /api/messages, newest first */
export interface MessageView {
  id: string;
  /** `webhook`: what another system would have been told. */
  channel: 'email' | 'sms' | 'webhook';
  at: string;
  local: string;
  to: string;
  from: string;
  subject?: string;
  preview?: string;
  text: string;
  /** E-mail body, to be shown in a sandboxed frame. */
  html?: string;
  links: { href: string; text: string }[];
  openedAt?: string;
  clickedAt?: string;
  unsubscribeUrl?: string;
}

/** POST /api/messages/<id>/open, /click, /bounce, /complain: raise what the provider would. */
export interface ClickOrder {
  href: string;
}

/** GET /api/follow-ups */
export interface FollowUpView {
  key: string;
  title: string;
  guidance?: string;
  /** What is raised to them. */
  escalates?: string[];
  assignee: string;
  contact: string;
  dueAt: string;
  state: string;
  /** What became of it, and who said so. */
  word?: TaskWord;
  by?: string;
  /** What may be said to it; none once it is done. */
  words: readonly TaskWord[];
  /** An alert: to be read, with nothing to do by a date. */
  isAlert?: true;
}

/** POST /api/follow-ups/<key>/completed, /approved, /rejected; 409 where another word was said before, or fits. */
export interface TaskOrder {
  by?: string;
}

/** Server-sent events on GET /api/changes: `event: changed`, data one of these words. */
export type ChangedWhat = 'time' | 'contacts' | 'messages' | 'definitions' | 'problems';
