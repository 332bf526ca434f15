/** How wide words will be on a screen we cannot ask: reckoned by a wide typeface, so that no text ever leaves its box. */

/** Hundredths of the font's size, as in a generously drawn sans serif. */
const classes: [letters: RegExp, width: number][] = [
  [/[ijl|'`!.,:;·]/, 32],
  [/[ftrI()[\]{} "/\\-]/, 42],
  [/[mMW@%…]/, 98],
  [/[wGOQ#+<=>~^&]/, 84],
  [/[A-Z]/, 72],
  [/[\u0020-\u024F]/, 64],
  [/\p{M}|[\u200B-\u200F]/u, 0],
  [/[\u0370-\u1FFF]/, 76],
];
const widest = 104;

export function widthOf(text: string, fontSize: number): number {
  let hundredths = 0;
  for (const letter of text) hundredths += classes.find(([letters]) => letters.test(letter))?.[1] ?? widest;
  return (hundredths * fontSize) / 100;
}

/** Lines no wider than `width`; a word that is too long is cut, and so is what is left after `most` lines. */
export function wrapped(text: string, fontSize: number, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => pieces(word, fontSize, width));
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, fontSize) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(' '), fontSize, width)];
}

/** A long word, cut where a reader would breathe if there is such a place. */
function pieces(word: string, fontSize: number, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter, fontSize) > width) {
      const breath = /^(.{4,}[-./_@?&=])(.*)$/su.exec(part);
      parts.push(breath?.[1] ?? part);
      part = breath?.[2] ?? '';
    }
    part += letter;
  }
  return [...parts, part];
}

function shortened(text: string, fontSize: number, width: number): string {
  const letters = [...text];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, fontSize) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
