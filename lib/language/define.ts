/** The other notation: definitions in TypeScript, where the editor knows every kind and a slip does not compile. */
import type * as z from 'zod';
import type { journeyShape, workflowShape } from './check/definition-shape.ts';
import type { GoalMark, TriggersMark } from './check/definition-values.ts';
import type { goalShape } from './check/goal-shape.ts';
import type { conditionKinds } from './conditions/index.ts';
import type { ConditionsMark, StepsMark } from './markers.ts';
import type { stepOptions } from './step-options.ts';
import type { stepKinds } from './steps/index.ts';
import type { triggerKinds } from './triggers/index.ts';

type Shape = { [key: string]: z.ZodType };
type Kind = { head: z.ZodType; options: { shape: Shape } };
type Registry = { [kind: string]: Kind };
type None = Record<never, never>;

/** What an author writes where a schema stands, the marks replaced by the real kinds. */
type Written<Input> = Input extends StepsMark
  ? readonly Step[]
  : Input extends ConditionsMark
    ? Conditions
    : Input extends TriggersMark
      ? readonly Trigger[]
      : Input extends GoalMark
        ? Goal
        : Input extends readonly (infer Item)[]
          ? readonly Written<Item>[]
          : Input extends object
            ? { [Key in keyof Input]: Written<Input[Key]> }
            : Input;

type OptionalKeys<Of extends Shape> = { [Key in keyof Of]: undefined extends z.input<Of[Key]> ? Key : never }[keyof Of];
type Fields<Of extends Shape> = { [Key in Exclude<keyof Of, OptionalKeys<Of>>]: Written<z.input<Of[Key]>> } & {
  [Key in OptionalKeys<Of>]?: Written<z.input<Of[Key]>>;
};

/** Every word that any kind of a registry knows: those of the others cannot stand beside this kind's. */
type Words<Kinds extends Registry> =
  | keyof Kinds
  | { [Kind in keyof Kinds]: keyof Kinds[Kind]['options']['shape'] }[keyof Kinds];

type Item<Kinds extends Registry, Name extends keyof Kinds, Common extends Shape> = {
  [Head in Name]: Written<z.input<Kinds[Name]['head']>>;
} & Fields<Kinds[Name]['options']['shape']> &
  Fields<Common> & {
    [Other in Exclude<Words<Kinds>, Name | keyof Kinds[Name]['options']['shape'] | keyof Common>]?: never;
  };

type ItemOf<Kinds extends Registry, Common extends Shape = None> = {
  [Name in keyof Kinds]: Item<Kinds, Name, Common>;
}[keyof Kinds];

export type Step = ItemOf<typeof stepKinds, (typeof stepOptions)['shape']>;
export type Condition = ItemOf<typeof conditionKinds>;
export type Conditions = Condition | readonly Condition[];
export type Trigger = ItemOf<typeof triggerKinds>;
export type Goal = ItemOf<typeof conditionKinds, typeof goalShape>;

export type Journey = Fields<typeof journeyShape>;
export type Workflow = Fields<typeof workflowShape>;

/** The same keys and words as in YAML. Gives the object back as it is: a definition is data in either notation. */
export const defineJourney = (journey: Journey): Journey => journey;

export const defineWorkflow = (workflow: Workflow): Workflow => workflow;
