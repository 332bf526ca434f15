/** Which messages say something else: by template and language, with what changed in each. */
import type { Template } from '../template.ts';
import { templateKey } from '../template-key.ts';
import { type Change, sayChange } from './change.ts';
import { compareValues } from './values.ts';

export function compareTemplates(before: readonly Template[], after: readonly Template[]): Change[] {
  const [was, is] = [byKey(before), byKey(after)];
  const keys = [...new Set([...is.keys(), ...was.keys()])].sort();
  return keys.flatMap((name): Change[] => {
    const [old, now] = [was.get(name), is.get(name)];
    if (!old || !now) {
      const sign = old ? 'removed' : 'added';
      return [{ of: 'template', name, sign, what: 'template', says: old ? 'is gone' : 'is new' }];
    }
    return [
      ...(['subject', 'preview', 'sender'] as const).flatMap((key) => compareValues(key, old[key], now[key])),
      ...(old.body === now.body ? [] : [sayText(old, now)]),
      ...(old.format === now.format ? [] : [sayChange('format', 'format', old.format, now.format)]),
    ].map((said) => ({ of: 'template', name, at: name, ...said, what: said.what === 'option' ? 'text' : said.what }));
  });
}

const byKey = (templates: readonly Template[]) => new Map(templates.map((one) => [templateKey(one), one]));

/** How much of it is new; the words themselves are read in the file. */
function sayText({ body: old }: Template, { body: now }: Template) {
  const [was, is] = [old.split('\n'), now.split('\n')];
  const gone = was.filter((line) => line.trim() !== '' && !is.includes(line)).length;
  const added = is.filter((line) => line.trim() !== '' && !was.includes(line)).length;
  const says =
    gone + added === 0 ? 'text: its lines stand in another order' : `text: ${lines(added)} new, ${lines(gone)} gone`;
  return { sign: 'changed' as const, what: 'text', says };
}

const lines = (count: number): string => `${count} line${count === 1 ? '' : 's'}`;
