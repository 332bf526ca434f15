/** Makes each box of the drawing as large as its words want, and no larger than the eye takes in at once. */
import { widthOf, wrapped } from './measure.ts';
import type { Box } from './picture.ts';

export interface Size {
  width: number;
  height: number;
}

export interface SizedBox extends Box, Size {
  rows: Row[];
}

/** A line of text; `y` is its baseline, counted from the top of its box. */
export interface Row {
  look: 'kind' | 'about' | 'detail' | 'way';
  text: string;
  x: number;
  y: number;
  /** In front of a way: its number. */
  number?: string;
}

const fonts = {
  kind: { size: 11, line: 15 },
  about: { size: 13.5, line: 18 },
  detail: { size: 11.5, line: 16 },
  way: { size: 11.5, line: 17 },
} as const;

const textLeft = 52;
const pad = 14;
const mostText = 226;
const narrowest = 150;

export function sized(box: Box): SizedBox {
  const isPill = box.shape === 'start' || box.shape === 'end' || box.shape === 'failed';
  const rows: Row[] = [];
  let y = 11;
  const put = (look: Row['look'], text: string, more: Partial<Row> = {}) => {
    const { line } = fonts[look];
    y += line;
    rows.push({ look, text, x: textLeft, y: y - Math.round(line * 0.26), ...more });
  };
  if (isPill) put('kind', box.kind, { x: 0 });
  else if (!box.about) put('about', box.kind);
  else {
    put('kind', box.kind);
    for (const line of wrapped(box.about, fonts.about.size, mostText, 4)) put('about', line);
  }
  for (const line of wrapped(box.detail, fonts.detail.size, mostText, 3)) put('detail', line);
  if (box.ways.length > 0) y += 5;
  for (const [index, way] of box.ways.entries()) {
    const [first = '', ...more] = wrapped(way, fonts.way.size, mostText, 3);
    put('way', first, { number: String(index + 1) });
    for (const line of more) put('way', line);
  }
  const height = Math.max(isPill ? 32 : 46, y + 11);
  const text = Math.max(...rows.map(({ look, text: said }) => widthOf(said, fonts[look].size)));
  const width = isPill ? text + 36 : Math.max(narrowest, textLeft + text + pad);
  return { ...box, rows: centered(rows, y + 11, height), width: Math.ceil(width), height };
}

/** Few lines stand in the middle of a box that is as high as its picture. */
const centered = (rows: Row[], needed: number, height: number): Row[] =>
  rows.map((row) => ({ ...row, y: row.y + (height - needed) / 2 }));
