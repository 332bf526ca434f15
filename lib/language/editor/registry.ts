/** All that an author may write, for whoever describes it to an editor: the kinds, and the files they stand in. */
import type * as z from 'zod';
import { journeyShape, workflowShape } from '../check/definition-shape.ts';
import { formShape } from '../check/form-file.ts';
import { goalShape } from '../check/goal-shape.ts';
import { segmentShape } from '../check/segment-file.ts';
import { settingsShape } from '../check/settings-file.ts';
import { surveyShape } from '../check/survey-file.ts';
import { conditionKinds } from '../conditions/index.ts';
import { stepOptions } from '../step-options.ts';
import { stepKinds } from '../steps/index.ts';
import { triggerKinds } from '../triggers/index.ts';

export type Shape = Record<string, z.ZodType>;

/** A kind of step, condition or trigger, as far as it concerns an editor. */
export interface DescribedKind {
  kind: string;
  says: string;
  head: z.ZodType;
  options: z.ZodObject;
  refersTo?(item: never): { kind: string; name: string; at: string; channel?: string }[];
}

/** A list of items in which the head says the kind. */
export interface ItemList {
  /** Of one item: `step`. */
  name: string;
  kinds: readonly DescribedKind[];
  /** Options of every kind. */
  common?: Shape;
  /** What may stand there without any kind. */
  alone?: Shape;
}

export interface EditorRegistry {
  items: readonly ItemList[];
  /** By the word that says what a file is and its name. */
  files: Readonly<Record<string, Shape>>;
  settings: Shape;
}

const kindsOf = (registry: object): DescribedKind[] => Object.values(registry);

export const languageRegistry: EditorRegistry = {
  items: [
    { name: 'step', kinds: kindsOf(stepKinds), common: stepOptions.shape },
    { name: 'condition', kinds: kindsOf(conditionKinds) },
    { name: 'trigger', kinds: kindsOf(triggerKinds) },
    { name: 'goal', kinds: kindsOf(conditionKinds), common: goalShape },
  ],
  files: {
    journey: journeyShape,
    workflow: workflowShape,
    segment: segmentShape,
    form: formShape,
    survey: surveyShape,
  },
  settings: settingsShape,
};
