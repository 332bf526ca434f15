/** Page addresses as authors write them: `/pricing*`, where a star stands for any run of characters. */
import * as z from 'zod';

export const pagePattern = z
  .string()
  .regex(/^\/\S*$/, 'A page is a path that begins with a slash: `/pricing*`.')
  .describe('A path; `*` stands for any characters, slashes included.');

/** Linear in the path's length, whatever the pattern: each piece is looked for once, from left to right. */
export function matchesPage(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return path === pattern;
  if (!path.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return path.length - last.length >= from && path.endsWith(last);
}
