/** A journey or workflow after the check: the one object that YAML and TypeScript both become. */
import type { CheckedCondition, CheckedStep, CheckedTrigger, OnError } from './checked.ts';
import type { Duration } from './durations.ts';
import type { EntryRate } from './entry-rate.ts';
import type { Json } from './json.ts';
import type { Share } from './share.ts';

export type InputType = 'text' | 'number' | 'yes-no' | 'date' | 'moment';

export interface Goal {
  if: CheckedCondition[];
  /** Counted from the start of the run; a conversion inside it counts even after the run ended. */
  by?: Duration;
  endsRun: boolean;
}

/** What carries the runs: one execution from start to end, or one for each stretch between two waits. */
export type Engine = 'standard' | 'express';

export interface CheckedDefinition {
  kind: 'journey' | 'workflow';
  name: string;
  purpose: string;
  owner: string;
  review?: string;
  topic?: string;
  subject: 'contact' | 'ticket' | 'deal' | 'order' | 'none';
  input: Record<string, { type: InputType; default?: Json; required: boolean }>;
  when: CheckedTrigger[];
  /** The audience. */
  if?: CheckedCondition[];
  again: 'never' | 'always' | { after: Duration };
  /** `event.orderId`: one run per contact and value. */
  per?: string;
  grace?: Duration;
  due: 'keep' | 'shift';
  timeZone?: string;
  was?: string;
  goals: Record<string, Goal>;
  exit: Record<string, CheckedCondition[]>;
  steps: CheckedStep[];
  output: Record<string, { from: string }>;
  /** Of all who enter, these get nothing, so that what it changes can be seen. */
  holdout?: Share;
  /** A contact is in one journey of the group at a time. */
  group?: string;
  /** In its group, and of those that one event starts: 1 to 100, higher first. */
  priority?: number;
  /** Ends a run of its group with a lower priority, and takes its place. */
  preempt?: true;
  /** What becomes of whoever enters while the group is taken; left out: they are left out. */
  ifBusy?: 'skip' | 'queue';
  /** Dates on the contact's calendar, both included. */
  active?: { from?: string; to?: string };
  /** Checked and played in scenarios, and not published. */
  draft?: true;
  /** Whoever is in the segment at the launch enters, too. */
  backfill?: true;
  /** How fast many may enter at once. */
  entryRate?: EntryRate;
  /** Left out: `standard`, but for a workflow in which nothing waits. */
  engine?: Engine;
  /** When a provider takes nothing from us any more; left out: the definition stands still until that is mended. */
  onProviderFault?: 'skip';
  onError: OnError;
}

/** Where nothing is said. */
export const USUAL_PRIORITY = 50;
/** Why a run ends with its campaign. */
export const CAMPAIGN_OVER = 'campaign-over';
