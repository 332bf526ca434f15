/** What is published, and what an operator has said of it. */
import type { CheckedCondition, CheckedTrigger } from '../language/checked.ts';
import type { Form, Segment, Settings } from '../language/project.ts';
import type { ScheduleTimes } from '../language/schedule-times.ts';
import type { RecordKind } from '../language/things.ts';
import type { Version } from '../language/version.ts';

/** `disabled`: nobody enters, those inside finish. `stopped`: nobody enters, and whoever is still inside ends. */
export type OperatorState = 'live' | 'paused' | 'disabled' | 'stopped';

/** Who said so, and why. */
export interface Said {
  by?: string;
  reason?: string;
}

/** What a trigger's route answers: enough to decide on entry without loading the version. */
export interface RegistryEntry {
  definition: string;
  version: string;
  trigger: CheckedTrigger;
  audience?: CheckedCondition[];
  priority: number;
  /** Starts on what is told of this watched thing, by its name; left out: on what happens. */
  watch?: string;
}

/** What some trigger keeps an eye on, contact by contact: it is no event. */
export interface WatchedThing {
  /** Of what is told of it. */
  family: string;
  name: string;
  trigger: CheckedTrigger;
  per?: string;
  subject?: RecordKind;
  timeZone?: string;
  /** What can bring it about, or put it off. */
  families: string[];
  /** What its segment's rule was; another one is another thing. */
  rule?: string;
  /** Since when anybody asks. */
  since: string;
}

/** A definition that lets many in at once whenever its time has come. */
export interface PlannedIntake {
  /** Another time, or other people, is another one. */
  name: string;
  definition: string;
  times: ScheduleTimes;
  zone: string;
  for?: CheckedCondition[];
}

/** A definition that lets in who was in a segment when it went live. */
export interface BackFill {
  definition: string;
  segment: string;
  /** The launch: a deploy that changes nothing of this is none. */
  since: string;
  /** What the segment's rule asks about, and what it was; another one is another segment. */
  families: string[];
  rule?: string;
}

/** All that may start somebody or wake somebody, for whoever tells the bus what has changed. */
export interface Listeners {
  /** Families that can flip a wait, an exit or a goal of any version that was ever live: `contact:plan`. */
  watched: readonly string[];
  /** Route → its entries, priority first, then name. */
  routes: Readonly<Record<string, readonly RegistryEntry[]>>;
  watches: readonly WatchedThing[];
  /** Definition → the segments on whose members it starts anew as soon as it has ended. */
  restarts: Readonly<Record<string, readonly string[]>>;
  schedules: readonly PlannedIntake[];
  backfills: readonly BackFill[];
  /** Definition → its group, where somebody may wait for its end. */
  groups: Readonly<Record<string, string>>;
}

export interface LiveDefinition extends Said {
  name: string;
  kind: 'journey' | 'workflow';
  version: string;
  /** Consecutive, for people. */
  number: number;
  /** What `Executions.start` is given: the retained version's ARN. */
  machine: string;
  state: OperatorState;
  /** Since when; left out where nobody has said anything yet. */
  since?: string;
  /** Everything stands still since then, whatever is said of this one. */
  frozenSince?: string;
  /** An operator went back behind this version, which is what the files say. */
  over?: string;
}

/** Nobody inside goes on until somebody says so. */
export const isFrozen = (live: LiveDefinition | undefined): boolean =>
  live?.state === 'paused' || live?.frozenSince !== undefined;

export const takesEntries = ({ state }: LiveDefinition): boolean => state === 'live' || state === 'paused';

/** A version as it was published first. */
export interface PublishedVersion {
  hash: string;
  number: number;
  machine: string;
  /** Left out of those published before anybody kept it. */
  at?: string;
  by?: string;
  /** What changed, in the author's words. */
  note?: string;
}

export interface Publication {
  versions: { version: Version; machine: string }[];
  settings: Settings;
  forms: Form[];
  segments: Segment[];
  at: string;
  by?: string;
  note?: string;
  /** The versions that the author has seen live, by name: refused where another one has come between. */
  basedOn?: Record<string, string>;
}

export interface Registry {
  settings(): Promise<Settings>;
  form(name: string): Promise<Form | undefined>;
  forms(): Promise<Form[]>;
  segment(name: string): Promise<Segment | undefined>;
  /** Entries of a route, priority first, then name. */
  triggers(route: string): Promise<RegistryEntry[]>;
  /** In one read; before the first deploy nobody listens. Whoever has just published reads strongly. */
  listeners(consistency?: 'strong'): Promise<Listeners>;
  /** Strong read of the operator's state with the live version. */
  definition(name: string): Promise<LiveDefinition | undefined>;
  definitions(): Promise<LiveDefinition[]>;
  /** Immutable, so it may be cached for good. */
  version(name: string, hash: string): Promise<Version | undefined>;
  /** The machine that runs of a version walk through, for as long as any of them is pinned to it. */
  machineOf(name: string, hash: string): Promise<string | undefined>;
  /** Puts immutable versions where handlers find them, ahead of the machines and the switch that lead to them. */
  keep(versions: readonly Version[]): Promise<void>;
  /** Versions first, the switch to them last; a definition left out is disabled, its state kept otherwise. */
  publish(publication: Publication): Promise<void>;
  /** Every version ever published, newest number first. */
  versions(name: string): Promise<PublishedVersion[]>;
  /** Lets an earlier version in again: it stays until something else than what it replaced is published. */
  goBackTo(name: string, hash: string): Promise<void>;
  /** `onlyIf`: unless something else has been said meanwhile. */
  setState(name: string, state: OperatorState, at: string, said?: Said & { onlyIf?: OperatorState }): Promise<void>;
  /** Freezes or frees all definitions at once, those that are published later too. */
  setEverything(state: 'live' | 'paused', at: string): Promise<void>;
}
