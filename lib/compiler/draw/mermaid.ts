/** A definition as a Mermaid flowchart: for a README, a pull request, a page that people are trained with. */
import type { Box, Picture, Shape } from './picture.ts';

/** The brackets around a label, and the class; Mermaid keeps `end` for itself. */
const work = { before: '[', after: ']', style: 'work' };
const looks: Partial<Record<Shape, typeof work>> = {
  start: { before: '((', after: '))', style: 'edge' },
  end: { before: '((', after: '))', style: 'edge' },
  failed: { before: '((', after: '))', style: 'edge' },
  wait: { before: '([', after: '])', style: 'wait' },
  'wait-for': { before: '([', after: '])', style: 'wait' },
  choose: { before: '{{', after: '}}', style: 'choice' },
  stop: { before: '[[', after: ']]', style: 'stop' },
};

/** Half-transparent fills, since the page around the picture may be light or dark. */
const styles = [
  'edge fill:#8881,stroke:#888,stroke-dasharray:4 3',
  'work fill:#1c6b5826,stroke:#3b9c83',
  'wait fill:#c9860026,stroke:#c98600',
  'choice fill:#7b68ee26,stroke:#7b68ee',
  'stop fill:#8884,stroke:#888,stroke-width:2px',
  'beside fill:none,stroke:#8886',
];

export function drawMermaid({ boxes, arrows, beside }: Picture): string {
  // Ids of our own: what a step is called may mean something to Mermaid.
  const idOf = new Map(boxes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    'flowchart TD',
    ...boxes.map((box) => {
      const { before, after, style } = looks[box.shape] ?? work;
      return `  ${idOf.get(box.id)}${before}${quoted(wordsOf(box))}${after}:::${style}`;
    }),
    ...arrows.map(({ from, to, label, isDetour }) => {
      const line = isDetour ? '-.->' : '-->';
      return `  ${idOf.get(from)} ${line}${label ? `|${quoted([label])}|` : ''} ${idOf.get(to)}`;
    }),
    ...beside.map(({ heading, lines: said }, index) => {
      const words = said.map((one) => (one.name ? `${one.name}: ${one.said}` : one.said));
      return `  b${index}[${quoted([`${heading}:`, ...words])}]:::beside`;
    }),
    ...(beside.length > 1 ? [`  ${beside.map((_, index) => `b${index}`).join(' ~~~ ')}`] : []),
    ...styles.map((style) => `  classDef ${style}`),
  ];
  return `${lines.join('\n')}\n`;
}

const wordsOf = ({ kind, about, detail, ways }: Box): string[] =>
  [about ? `${kind}: ${about}` : kind, detail, ...ways.map((way, index) => `${index + 1}: ${way}`)].filter(Boolean);

const quoted = (lines: readonly string[]): string => `"${lines.map(asText).join('<br/>')}"`;

/** Text that stays text: what could be markup, Markdown or Mermaid's own is written as its number. */
function asText(line: string): string {
  const safe = line
    .replaceAll(/[^\p{L}\p{M}\p{N} .,:/·…–-]/gu, numbered)
    .replace(/^\d*[.-]/, (list) => `${list.slice(0, -1)}${numbered(list.at(-1) ?? '')}`);
  // Mermaid takes a line with one of these words and a colon for a style, and cuts its last sign off.
  return /style|classDef/i.test(safe) ? safe.replaceAll(':', '#58;') : safe;
}

const numbered = (letter: string): string => (/\s/.test(letter) ? ' ' : `#${letter.codePointAt(0)};`);
