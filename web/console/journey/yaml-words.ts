/** Cuts a line of YAML into words to be colored: enough to read by, no parser. */

export interface Word {
  text: string;
  is?: 'key' | 'note' | 'text' | 'sign';
}

const pieces =
  /(?<note>(?:^|(?<=\s))#.*$)|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<key>[\w.-]+(?=:(?:\s|$)))|(?<sign>[{}[\],]|(?:^|(?<=\s))-(?=\s|$))/g;

export function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  let from = 0;
  for (const match of line.matchAll(pieces)) {
    if (match.index > from) words.push({ text: line.slice(from, match.index) });
    const [is] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    words.push({ text: match[0], is: is as Word['is'] });
    from = match.index + match[0].length;
  }
  if (from < line.length) words.push({ text: line.slice(from) });
  return words;
}
