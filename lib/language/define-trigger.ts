/** The shape of a trigger kind: what starts a run, as data that EventBridge, the simulator and the local bus read alike. */
import type * as z from 'zod';
import type { ContactEvent } from './event.ts';
import type { Json } from './json.ts';

type TriggerOf<Head extends z.ZodType, Options extends z.ZodObject> = {
  kind: string;
  head: z.output<Head>;
} & z.output<Options>;

export interface TriggerExample {
  when: string;
  starts: { name: string; data?: Record<string, Json> };
  ignores: { name: string; data?: Record<string, Json> };
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
  /** One bus rule a family routes to enroll. */
  family: string;
  /** Under which key of the registry it stands: the family, or family and name where the name is exact. */
  route(trigger: TriggerOf<Head, Options>): string;
  refersTo?(trigger: TriggerOf<Head, Options>): { kind: 'form' | 'event'; name: string; at: string }[];
  matches(trigger: TriggerOf<Head, Options>, event: ContactEvent): boolean;
}

export function defineTrigger<const Kind extends string, Head extends z.ZodType, Options extends z.ZodObject>(
  kind: TriggerKind<Kind, Head, Options>,
): TriggerKind<Kind, Head, Options> {
  return kind;
}
