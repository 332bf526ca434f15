/** One difference between two versions, in words that a colleague who never opens the file understands. */
import type { SourcePath } from '../checked.ts';

export interface Change {
  /** `journey`, `workflow`, `template`, `segment`, `form` or `settings`. */
  of: string;
  /** Its name; of a renamed definition the new one. */
  name: string;
  sign: 'added' | 'removed' | 'changed' | 'moved';
  /** What about it: `definition`, `step`, `option`, `condition`, `way`, `branch`, `goal`, `exit`, `trigger`, `text`, or a key of the head. */
  what: string;
  /** The step's id, or the name of a goal, an exit or a key. */
  at?: string;
  before?: string;
  after?: string;
  /** The whole sentence. */
  says: string;
  /** Where the step stands, for a line number: in the newer file, or in the older one if it is gone. */
  path?: SourcePath;
}

export type Said = Pick<Change, 'sign' | 'what' | 'before' | 'after' | 'says'>;

/** Long texts are told by their beginning. */
export const quoted = (said: string): string => (said.length > 160 ? `${said.slice(0, 159)}…` : said);

/** `up-to: 3 days → 1 day`, `topic: offers (new)`, `topic: offers (gone)`. */
export function sayChange(what: string, label: string, before: string | undefined, after: string | undefined): Said {
  const told = { what, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  if (before === undefined) return { ...told, sign: 'added', says: `${label}: ${quoted(after ?? '')} (new)` };
  if (after === undefined) return { ...told, sign: 'removed', says: `${label}: ${quoted(before)} (gone)` };
  return { ...told, sign: 'changed', says: `${label}: ${quoted(before)} → ${quoted(after)}` };
}
