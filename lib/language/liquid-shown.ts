/** Whether every reader is shown a value, or only those whom a condition of the text lets see it. */
import { liquidSpans } from './liquid-check.ts';

export type ShownTo = 'all' | 'some' | 'none';

/** `value`: one word, such as `unsubscribeUrl`. A block that only asks whether there is such a value hides it from nobody. */
export function shownTo(text: string, value: string): ShownTo {
  const own = new RegExp(`^if\\s+${value}\\s*$`);
  const names = new RegExp(`(?<![\\w.-])${value}(?![\\w-])`);
  const open: boolean[] = [];
  let shown: ShownTo = 'none';
  for (const { kind, written } of liquidSpans(text)) {
    if (kind === 'output' && names.test(written)) {
      if (!open.includes(true)) return 'all';
      shown = 'some';
    }
    if (kind !== 'tag') continue;
    const inside = written.replace(/^\{%-?\s*/, '').replace(/\s*-?%\}$/, '');
    const [word = ''] = inside.split(/\s/, 1);
    if (word.startsWith('end')) open.pop();
    else if (blocks.has(word)) open.push(!own.test(inside));
    // What stands behind it is for the others.
    else if (/^(else|elsif|when)$/.test(word) && open.length > 0) open[open.length - 1] = true;
  }
  return shown;
}

const blocks = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'comment', 'raw']);
