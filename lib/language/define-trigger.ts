/** The shape of a trigger kind: what starts a run, as data that EventBridge, the simulator and the local bus read alike. */
import type * as z from 'zod';
import type { Contact } from './contact.ts';
import type { LookForEvents } from './define-condition.ts';
import type { OfficeHours } from './durations.ts';
import type { ContactEvent } from './event.ts';
import type { Json, JsonMap } from './json.ts';
import type { RecordKind } from './things.ts';

type TriggerOf<Head extends z.ZodType, Options extends z.ZodObject> = {
  kind: string;
  head: z.output<Head>;
} & z.output<Options>;

export interface TriggerExample {
  when: string;
  starts: { name: string; data?: Record<string, Json> };
  ignores: { name: string; data?: Record<string, Json> };
  /** For kinds that no single event explains: lines of a scenario, and the moments at which they start a run. */
  lived?: { do: string; starts: string[] };
}

/** What a trigger names, to be checked across files; `at`: the option, or the kind for its head. */
export interface TriggerReference {
  kind: 'form' | 'event' | 'segment' | 'field' | 'survey' | 'definition' | 'template';
  name: string;
  at: string;
}

/** What a contact's record said before a change and says after it. */
export interface FieldChange {
  before: JsonMap;
  after: JsonMap;
}

/** What of the definition a thing that is watched depends on. */
export interface WatchedBy {
  /** The path of `per`: `event.orderId`. */
  per?: string;
  /** The kind of record that the runs are about; its id is the key. */
  subject?: RecordKind;
  timeZone?: string;
}

export interface WatchMoment {
  /** The instant that is judged. */
  now: string;
  zone: string;
  office?: OfficeHours;
  contact: Contact;
  /** Since when anybody asks: what was over by then starts nobody. */
  since: string;
  per?: string;
  subject?: RecordKind;
  /** What was kept last time; left out: the contact is judged for the first time. */
  state?: JsonMap;
  /** When it was to be judged next. */
  dueAt?: string;
}

/** What came of it: told once under its id, whoever judges it again. */
export interface Telling {
  id: string;
  at: string;
  data: JsonMap;
}

export interface Judged {
  state: JsonMap;
  tells: Telling[];
  /** The next instant at which time alone may bring something about; one that comes too early does no harm. */
  dueAt?: string;
}

/** What is no event: how somebody stands, or that time has passed. It is kept an eye on, contact by contact. */
export interface WatchKind<Trigger> {
  /** Under which its tellings are filed. */
  family: string;
  /** Alike for triggers that mean the same, in words; left out where this one starts on what happens. */
  name(trigger: Trigger, by: WatchedBy): string | undefined;
  /** What can bring it about, or put it off. Of a segment: what its rule asks about comes on top. */
  families(trigger: Trigger): string[];
  /** The segment whose members it asks about. */
  segment?(trigger: Trigger): string;
  lookUp?(trigger: Trigger, moment: WatchMoment): LookForEvents[];
  judge(trigger: Trigger, found: WatchFound, moment: WatchMoment): Judged;
}

export interface WatchFound {
  events: ContactEvent[];
  /** Whether the contact is in the segment now, when time alone may turn that, and whether they were when it was first asked. */
  membership?: { holds: boolean; turnsAt?: string; heldAtFirst: boolean };
}

export interface TriggerKind<
  Kind extends string = string,
  Head extends z.ZodType = z.ZodType,
  Options extends z.ZodObject = z.ZodObject,
> {
  kind: Kind;
  says: string;
  head: Head;
  options: Options;
  example: TriggerExample;
  /** One of these options must be written: without, it would start on everything. */
  wants?: readonly string[];
  /** One bus rule a family routes to enroll; what is watched has a family of its own. */
  family: string;
  /** Under which key of the registry it stands: the family, or family and name where the name is exact. */
  route(trigger: TriggerOf<Head, Options>): string;
  refersTo?(trigger: TriggerOf<Head, Options>): TriggerReference[];
  /** `before`: what `lookUp` found. */
  matches(trigger: TriggerOf<Head, Options>, event: ContactEvent, before?: readonly ContactEvent[]): boolean;
  /** What was told before of the same thing, where only a change of it starts anything. */
  lookUp?(trigger: TriggerOf<Head, Options>, event: ContactEvent): LookForEvents | undefined;
  /** Learned from a change of this field of the contact. */
  learns?: {
    field(trigger: TriggerOf<Head, Options>): string;
    told(trigger: TriggerOf<Head, Options>, change: FieldChange): { name: string; data: JsonMap };
  };
  watch?: WatchKind<TriggerOf<Head, Options>>;
}

export function defineTrigger<const Kind extends string, Head extends z.ZodType, Options extends z.ZodObject>(
  kind: TriggerKind<Kind, Head, Options>,
): TriggerKind<Kind, Head, Options> {
  return kind;
}
