/** The shape of a condition kind: what it asks, what must be looked up for it, and the pure answer. */
import type * as z from 'zod';
import type { ConsentRecord, Contact } from './contact.ts';
import type { ContactEvent } from './event.ts';
import type { Json } from './json.ts';
import type { RecordKind } from './things.ts';

/** What the engine fetches so that `holds` can stay pure. */
export type Lookup =
  | { look: 'value'; path: string }
  | { look: 'segment'; segment: string }
  /** May the contact be written to on this topic; without a channel, on any. */
  | { look: 'consent'; topic: string; channel?: string }
  /** The contact's runs of a definition, this one's too. */
  | { look: 'runs'; definition: string }
  | LookForEvents;

/** Events of a family and (where it is exact) a name, received since `since`, at most `atMost` of those that `keeps`. */
export interface LookForEvents {
  look: 'events';
  family: string;
  name?: string;
  /** For names that begin alike: `ticket.` */
  namesFrom?: string;
  since: string;
  until?: string;
  atMost: number;
  /** The newest ones, newest first; left out: the first ones, in the order received. */
  newestFirst?: boolean;
  keeps(event: ContactEvent): boolean;
}

/** A run as conditions may know it. */
export interface SeenRun {
  run: string;
  isOpen: boolean;
  /** How it ended, and the reason shown: a stop's outcome, an exit, a goal. */
  reason?: string;
}

export type Found = Json | boolean | ContactEvent[] | SeenRun[] | undefined;

/** What a condition may know of the moment at which it is asked. */
export interface AskMoment {
  now: string;
  zone: string;
  contact: Contact;
  /** Left out in segments and audiences: history then counts from ever. */
  run?: {
    id: string;
    startedAt: string;
    /** The trigger itself never counts as having happened since the start. */
    triggerId: string;
    /** Value of the run's `per`, as text. */
    key?: string;
    /** The path of `per` inside the event (`orderId` for `event.orderId`). */
    keyPath?: string;
    /** The kind of record that the run is about; its id is the key. */
    subject?: RecordKind;
    /** Instant at which each step was last sent or finished. */
    doneAt: Record<string, string>;
    /** For a wait inside a loop: what settled it last time; nothing up to there counts again. */
    lastTurn?: { at: string; events: readonly string[] };
    /** The word with which a step ended last, for those that somebody asks about. */
    outcomes?: Record<string, string>;
  };
}

type ConditionOf<Head extends z.ZodType, Options extends z.ZodObject> = {
  kind: string;
  head: z.output<Head>;
} & z.output<Options>;

export interface ConditionExample {
  if: string;
  /** Scenario-form givens and events for which it holds, and for which it does not. */
  holds: ExampleMoment;
  fails: ExampleMoment;
}
export interface ExampleMoment {
  fields?: Record<string, Json>;
  segments?: string[];
  /** Events before the question: family, name, data, minutes ago. */
  events?: { family: string; name: string; minutesAgo: number; data?: Record<string, Json> }[];
  /** When it is asked; left out: Monday 2 March 2026 at 10:00, UTC. */
  now?: string;
  /** Topic → channel → choice. */
  consent?: Record<string, Record<string, ConsentRecord['state']>>;
  /** Runs of the contact: definition, and how they ended. */
  runs?: { definition: string; ended?: string }[];
  /** Asked inside a run (`r1`) whose steps ended with these words. */
  outcomes?: Record<string, string>;
  /** What started that run. */
  entry?: { family: string; name: string; data?: Record<string, Json> };
}

/** What a condition names, to be checked across files; `at`: the option, or the kind for its head. */
export interface ConditionReference {
  kind:
    | 'segment'
    | 'step-or-template'
    | 'field'
    | 'event'
    | 'form'
    | 'survey'
    | 'topic'
    | 'definition'
    | 'path'
    /** A step of this definition, and one of whose outcomes is asked. */
    | 'step'
    | 'outcome';
  name: string;
  at: string;
}

export interface ConditionKind<
  Kind extends string = string,
  Head extends z.ZodType = z.ZodType,
  Options extends z.ZodObject = z.ZodObject,
> {
  kind: Kind;
  says: string;
  head: Head;
  options: Options;
  example: ConditionExample;
  /** One of these options must be written: without, it would hold for everybody. */
  wants?: readonly string[];
  /** Asks about this very run: not for audiences and segments. */
  inRunOnly?: true;
  /** Event families that can flip the answer (`event:order.paid`, `page`, `contact`); a wait stores them. */
  families(condition: ConditionOf<Head, Options>): string[];
  refersTo?(condition: ConditionOf<Head, Options>): ConditionReference[];
  /** The question as people say it: `page /pricing* within 7 days`. */
  asks(condition: ConditionOf<Head, Options>): string;
  /** For kinds that ask about something; of several look-ups for events all that was found comes together. */
  lookUp?(condition: ConditionOf<Head, Options>, moment: AskMoment): Lookup | LookForEvents[];
  holds?(condition: ConditionOf<Head, Options>, found: Found, moment: AskMoment): boolean;
  /** What was found, for the decision log, where it is more than the value or the time of the event. */
  saysFound?(condition: ConditionOf<Head, Options>, found: Found, moment: AskMoment): string | undefined;
  /** Whether it may; left out: it may, where there is `flipsAt`. */
  isTimed?(condition: ConditionOf<Head, Options>): boolean;
  /** The next instant at which the answer may turn by time alone, nothing else happening; a wait looks again then. */
  flipsAt?(condition: ConditionOf<Head, Options>, found: Found, moment: AskMoment): string | undefined;
  /** For kinds that join others: the answers of the conditions in `head`. */
  joins?(answers: boolean[]): boolean;
}

export function defineCondition<const Kind extends string, Head extends z.ZodType, Options extends z.ZodObject>(
  kind: ConditionKind<Kind, Head, Options>,
): ConditionKind<Kind, Head, Options> {
  return kind;
}

/** What an event look-up found. */
export const eventsIn = (found: Found): ContactEvent[] => (Array.isArray(found) ? (found as ContactEvent[]) : []);
