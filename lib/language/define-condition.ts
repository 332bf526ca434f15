/** The shape of a condition kind: what it asks, what must be looked up for it, and the pure answer. */
import type * as z from 'zod';
import type { Contact } from './contact.ts';
import type { ContactEvent } from './event.ts';
import type { Json } from './json.ts';

/** What the engine fetches so that `holds` can stay pure. */
export type Lookup =
  | { look: 'value'; path: string }
  | { look: 'segment'; segment: string }
  /** Events of a family and (where it is exact) a name, received after `since`, at most `atMost` of those that `keeps`. */
  | {
      look: 'events';
      family: string;
      name?: string;
      since: string;
      until?: string;
      atMost: number;
      keeps(event: ContactEvent): boolean;
    };

export type Found = Json | boolean | ContactEvent[] | undefined;

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
    /** Instant at which each step was last sent or finished. */
    doneAt: Record<string, string>;
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
  /** Event families that can flip the answer (`event:order.paid`, `page`, `contact`); a wait stores them. */
  families(condition: ConditionOf<Head, Options>): string[];
  refersTo?(
    condition: ConditionOf<Head, Options>,
  ): { kind: 'segment' | 'step-or-template' | 'field' | 'event'; name: string; at: string }[];
  /** The question as people say it: `page /pricing* within 7 days`. */
  asks(condition: ConditionOf<Head, Options>): string;
  /** For kinds that ask about something. */
  lookUp?(condition: ConditionOf<Head, Options>, moment: AskMoment): Lookup;
  holds?(condition: ConditionOf<Head, Options>, found: Found, moment: AskMoment): boolean;
  /** For kinds that join others: the answers of the conditions in `head`. */
  joins?(answers: boolean[]): boolean;
}

export function defineCondition<const Kind extends string, Head extends z.ZodType, Options extends z.ZodObject>(
  kind: ConditionKind<Kind, Head, Options>,
): ConditionKind<Kind, Head, Options> {
  return kind;
}
