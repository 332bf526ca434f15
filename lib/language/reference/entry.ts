/** One thing that an author may write, as `waymark explain` and the reference page tell it. */
import type { JsonSchema } from '../editor/json-schema.ts';
import type { Field } from './fields.ts';

export type What = 'step' | 'options' | 'condition' | 'trigger' | 'channel' | 'file' | 'line';

export interface Entry {
  what: What;
  /** The word an author writes. */
  name: string;
  /** The heading it stands under. */
  group: string;
  says: string;
  /** The head first. */
  fields: Field[];
  /** YAML that works as it stands here. */
  example?: string;
  /** What the example leads to, line by line. */
  leadsTo?: { title: string; lines: string[] }[];
  /** What else is good to know, each under its own word. */
  facts: { title: string; says: string }[];
  /** Of one item of this kind, or of a whole file. */
  schema: JsonSchema;
}
