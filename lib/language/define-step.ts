/** The shape of a step kind: what it says, what it needs, how it flows, what it does, in one file. */
import type * as z from 'zod';
import type { StepBase } from './checked.ts';
import type { OfficeHours } from './durations.ts';
import type { Flow, GraphNode, TaskName } from './graph.ts';
import type { StepContext } from './ports.ts';

/** `promises.md` per action: what holds when an answer is lost. `none` is for steps without an effect. */
export type Policy =
  | 'none'
  | 'at-most-once'
  | 'at-least-once'
  | 'never-twice'
  | 'once-visible'
  | 'once-per-visit'
  | 'idempotent';

export type StepResult<Outcome extends string> =
  | {
      outcome: Outcome;
      reason?: string;
      output?: Record<string, unknown>;
      detail?: string;
      /** Ends the run here, with this reason. */
      ends?: string;
    }
  | { outcome: 'held'; reason: string; until: string };

/** When a wait ends: an instant, or the reason why there is none. */
export type Due = { at: string } | { missing: string };

/** What a wait may know when its end is reckoned. */
export interface WaitMoment {
  /** The instant at which the contact arrived at the step. */
  now: string;
  runStartedAt: string;
  /** IANA name. */
  zone: string;
  officeHours?: OfficeHours;
  /** Asked again on waking: what would have suited before this instant has been missed, and the next is meant. */
  notBefore?: string;
  /** 0–23: when this contact looks most; given to those that want it. */
  bestHour?: number;
  value(path: string): unknown;
}

type StepOf<Head extends z.ZodType, Options extends z.ZodObject> = StepBase & {
  head: z.output<Head>;
} & z.output<Options>;

export interface StepKind<
  Kind extends string = string,
  Head extends z.ZodType = z.ZodType,
  Options extends z.ZodObject = z.ZodObject,
  Outcome extends string = string,
> {
  kind: Kind;
  /** Where the reference page and `explain` put it. */
  group: 'flow' | 'message' | 'contact' | 'definition' | 'people' | 'business';
  /** One sentence: what it does for the contact. */
  says: string;
  head: Head;
  options: Options;
  policy: Policy;
  /** Seconds before each try that follows a failed one; left out: two and four minutes. The last one's failure is final. */
  retries?: readonly number[];
  outcomes: readonly Outcome[];
  /** The words of this very step, where they depend on what is written (arms); `undefined`: any word. */
  outcomesOf?(step: StepOf<Head, Options>): readonly string[] | undefined;
  /** Capabilities that its handler's role must hold. */
  needs: readonly string[];
  /** Which Lambda carries it; `run-step` when left out. */
  task?: TaskName;
  /** For messages: the channel, which is part of the effect key. */
  channel?: string;
  /** For other effects that are claimed before they happen: what the key is of. Its line is the claim, as a message's is. */
  claims?: string;
  /** Only in workflows: a journey never gives work to a person. */
  workflowsOnly?: boolean;
  /** Documentation, compile test and simulation test at once. */
  example: StepExample;
  /** The id's second half, where the head is not plain text. */
  idFrom?(head: z.output<Head>): string | undefined;
  /** Templates, segments, definitions and paths it names, to be checked across files; `date`: a path to a date. */
  refersTo?(
    step: StepOf<Head, Options>,
  ): { kind: 'template' | 'segment' | 'definition' | 'path' | 'date'; name: string; channel?: string; at: string }[];
  toGraph(step: StepOf<Head, Options>, flow: Flow): GraphNode[];
  /** For a `wait` or `wait-for` node. */
  due?(step: StepOf<Head, Options>, moment: WaitMoment): Due;
  /**
   * A wait for a time of day can be missed: on waking it is reckoned again, by the zone and the date of that moment, and
   * picked up after its grace it goes to its next time.
   */
  missable?(step: StepOf<Head, Options>): boolean;
  /** Its wait always takes time, so that no loop through it spins; left out: it may be over on arrival. */
  lasts?: boolean;
  /** Brings runs of one contact together: whoever may enter at any time again has a run of their own for each trigger. */
  gathers?: true;
  /** True where `due` asks for the contact's best hour, which takes a look at their history. */
  wantsBestHour?(step: StepOf<Head, Options>): boolean;
  /** For a `work` node. */
  run?(step: StepOf<Head, Options>, context: StepContext): Promise<StepResult<Outcome>>;
}

export interface StepExample {
  steps: string;
  /** What happens meanwhile, in the scenario form of `do`. */
  do?: string;
  /** `day 0  <step>  <outcome>`: lines of the contact's timeline, in order, waits left out. */
  timeline: string[];
}

/** The word in the effect key of what is claimed before it happens; undefined for all that may be done again. */
export const claimedAs = ({ channel, claims }: Pick<StepKind, 'channel' | 'claims'>): string | undefined =>
  channel ?? claims;

/** Keeps the exact types of a kind; the registry reads them. */
export function defineStep<
  const Kind extends string,
  Head extends z.ZodType,
  Options extends z.ZodObject,
  const Outcome extends string,
>(kind: StepKind<Kind, Head, Options, Outcome>): StepKind<Kind, Head, Options, Outcome> {
  return kind;
}
