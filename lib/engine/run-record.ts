/** The run's one item: only this decides where a contact stands; executions are disposable timers. */
import type { JsonMap } from '../language/json.ts';
import type { CarriedLine } from './lines.ts';

/** `<contact>.<run>`: names the item; with `.<seq>` behind it, an execution of ours. */
export type RunRef = string;

/** What travels at `$.r`: always all five, so that no path of the machine is ever missing. */
export interface Result {
  seq: number;
  /** State to resume at; `''` ends the execution. */
  at: string;
  /** ISO instant. */
  due: string;
  /** Whole seconds, at least 1. */
  limit: number;
  facts: Record<string, boolean | string>;
}

export interface Cursor {
  /** The last finished step; `start` before the first. */
  step: string;
  /** The `seq` that the finishing Task was given: a Task that comes again with it is a repeat. */
  from: number;
  /** The `seq` of the record when this was written: in a loop, whoever was given an older one is of a turn before. */
  seq?: number;
  visit: number;
  /** Where the graph goes on: the next state, and the next state that a handler opens. */
  at: string;
  next: string;
  due: string;
  limit: number;
  facts: Record<string, boolean | string>;
  /** How an event wait was settled: a handler on the other way must not go on there. */
  way?: 'happened' | 'limit';
  /** The step was given up. */
  failed?: true;
  /** Token of the event wait that this advance settled. */
  answers?: string;
  /** The signal that wrote this: brought again, it finishes what it began. */
  by?: string;
}

export interface OpenWait {
  step: string;
  /** When the contact arrived at it, and the `seq` that the arrival returned. */
  since: string;
  from: number;
  due: string;
  /** Event families that can flip it; empty for a wait that only time ends. */
  families: string[];
  /** Answered by whoever settles the wait. */
  token?: string;
  /** The `seq` of the Task that stored the token. */
  armed?: number;
  /** Picked up later than this after `due`, a step at a time of day goes to its next time. */
  graceSeconds?: number;
  /** Moved by the length of a pause: its time is the moved one. */
  isShifted?: boolean;
}

/** A step that comes again later: quiet hours, back-off, a claim of somebody else's. */
export interface HeldStep {
  step: string;
  until: string;
  reason: string;
  /** How often it has failed; patience is no failure. */
  attempts: number;
}

/** On `express`: one execution for each stretch between two waits. */
export interface Stretch {
  /** An execution is at work. Otherwise the run rests, until its timer rings or a signal ends the wait. */
  isOpen: boolean;
  /** When and by which execution it was opened, and the `seq` that this was given; left out until one has. */
  openedAt?: string;
  by?: string;
  from?: number;
}

export interface RunEnd {
  how: 'stop' | 'finished' | 'exit' | 'goal' | 'error' | 'blocked' | 'operator' | 'held-out';
  /** The stop's outcome, the exit's key, the goal, `error:<step>`, the block's reason, the operator's. */
  reason: string;
  at: string;
  /** The operator. */
  by?: string;
  /** Where it failed, if not at the step that the cursor names. */
  node?: string;
}

/** One contact's run stands still, whatever its definition does. */
export interface RunPause {
  at: string;
  by?: string;
  reason?: string;
}

export interface RunTrigger {
  /** Message id of the event, or the effect key of the calling step. */
  id: string;
  family: string;
  name: string;
  data: JsonMap;
  receivedAt: string;
  /** A step that called waits for the end. */
  awaited?: true;
}

export interface RunRecord {
  contact: string;
  run: string;
  definition: string;
  /** Content hash of the version it lives through. */
  version: string;
  status: 'created' | 'running' | 'parked' | 'ended';
  /** Raised by every change. */
  seq: number;
  /** Name of the execution that may work on it. */
  owner: string;
  /** Since when, where the run did not begin with it. */
  ownedAt?: string;
  /** The execution that found the pause. */
  parkedBy?: string;
  trigger: RunTrigger;
  input: JsonMap;
  /** Value of `per`, as text. */
  key?: string;
  startedAt: string;
  cursor: Cursor;
  /** Left out on `standard`. */
  stretch?: Stretch;
  wait?: OpenWait;
  held?: HeldStep;
  /** Before it goes on: time alone may turn an exit, a goal or what is awaited, so they are looked at then. */
  looksAt?: string;
  /** Nodes inside loops only. */
  visits: Record<string, number>;
  /** How many rounds of a repeat are walked, by the node that counts them. */
  rounds?: Record<string, number>;
  /** What settled an event wait inside a loop last time: its receive time, and the events of that instant. */
  turns?: Record<string, { at: string; events: string[] }>;
  /** The word with which a step ended last, for those that a condition asks about. */
  outcomes?: Record<string, string>;
  doneAt: Record<string, string>;
  outputs: Record<string, JsonMap>;
  /** An operator has frozen this one. */
  paused?: RunPause;
  /** Instant of the pause for which its wait was moved, and up to when: `due: shift`. */
  shiftedFor?: string;
  shiftedUntil?: string;
  /** Steps that had another name when their effects were kept: by the name of today. */
  renamed?: Record<string, string>;
  /** What it has said of itself of late, oldest first; what came before lies in items of the timeline. */
  lines?: CarriedLine[];
  /** Goals reached, by name. */
  goals: Record<string, string>;
  end?: RunEnd;
  /** What the definition hands back, read at the end. */
  output?: JsonMap;
}

/** When it goes on by itself; undefined where nothing holds it back. */
export const goesOnAt = ({ held, wait }: RunRecord): string | undefined => held?.until ?? wait?.due;

/** When it wakes by itself: then, or sooner where time alone may turn an answer before. */
export function wakesAt(record: RunRecord): string | undefined {
  const on = goesOnAt(record);
  return on !== undefined && record.looksAt !== undefined && record.looksAt < on ? record.looksAt : on;
}

/** Into so many parts all open runs are divided. */
export const RUN_PARTS = 16;

/** What the cursor says has finished, before anything has. */
export const STARTED = 'start';

/** Owner of a parked run until an execution is started for it. */
export const NOBODY = '';

export const refOf = (record: Pick<RunRecord, 'contact' | 'run'>): RunRef => `${record.contact}.${record.run}`;

/** An execution's name: at most 80 characters, unique for each time a run is (re)started. */
export const executionName = (record: Pick<RunRecord, 'contact' | 'run'>, seq: number): string =>
  `${refOf(record)}.${seq}`;

export function readExecutionName(name: string): { contact: string; run: string; ref: RunRef } {
  const [contact = '', run = ''] = name.split('.');
  return { contact, run, ref: `${contact}.${run}` };
}
