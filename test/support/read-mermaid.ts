/** Reads back the Mermaid that we write, line by line: a line of another form is one that Mermaid might misread. */

export interface ReadFlowchart {
  /** Id → the lines of its label. */
  nodes: Map<string, string[]>;
  edges: { from: string; to: string; label?: string }[];
}

const label = /"((?:[\p{L}\p{M}\p{N} .,:/·…–-]|#\d+;|<br\/>)*)"/u.source;
const node = new RegExp(
  `^  ([nb]\\d+)(\\(\\(|\\(\\[|\\[\\[|\\[|\\{\\{)${label}(\\)\\)|\\]\\)|\\]\\]|\\]|\\}\\}):::\\w+$`,
  'u',
);
const edge = new RegExp(`^  (n\\d+) (?:-->|-\\.->)(?:\\|${label}\\|)? (n\\d+)$`, 'u');
const other = /^( {2}classDef \w+ [\w:#,.\- ]+| {2}b\d+( ~~~ b\d+)+)$/;

export function readMermaid(text: string): ReadFlowchart {
  const [first, ...lines] = text.trimEnd().split('\n');
  if (first !== 'flowchart TD') throw new Error(`Not a flowchart: ${first}`);
  const read: ReadFlowchart = { nodes: new Map(), edges: [] };
  for (const line of lines) {
    const [, id, before, words, after] = node.exec(line) ?? [];
    const [, from, said, to] = edge.exec(line) ?? [];
    if (id && before && after && mirrored(before) === after) read.nodes.set(id, linesOf(words));
    else if (from && to) read.edges.push({ from, to, ...(said !== undefined && { label: linesOf(said)[0] }) });
    else if (!other.test(line)) throw new Error(`Mermaid may misread: ${line}`);
  }
  return read;
}

const opposite: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const mirrored = (before: string) =>
  [...before]
    .reverse()
    .map((bracket) => opposite[bracket])
    .join('');

const linesOf = (words = ''): string[] =>
  words.split('<br/>').map((line) => line.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))));
