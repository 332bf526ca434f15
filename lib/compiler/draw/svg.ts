/** A definition as one SVG file that needs nothing else: on a wiki, in a review, on the wall beside the team. */
import { type Row, sized } from './box-size.ts';
import { labelHeight, labelWidth, layOut, type PlacedArrow, type PlacedBox, type Point } from './layout.ts';
import { widthOf, wrapped } from './measure.ts';
import { outlineOf } from './outline.ts';
import type { Picture } from './picture.ts';
import { lookOf, styleSheet } from './svg-style.ts';
import { attributes, element, type Markup, text } from './xml.ts';

const margin = 28;
const gap = 40;
const besideWidth = 236;

export function drawSvg(picture: Picture): string {
  const { kind, name, purpose, beside } = picture;
  const drawing = layOut(picture.boxes.map(sized), picture.arrows);
  const title = `${kind} ${name}`;
  const inner = Math.max(drawing.width + (beside.length > 0 ? gap + besideWidth : 0), widthOf(title, 19), 320);
  const width = Math.ceil(inner + 2 * margin);
  const said = wrapped(purpose, 13, inner, 3);
  const top = margin + 24 + said.length * 18 + 22;
  const list = sayBeside(beside, { x: margin + drawing.width + gap, y: top });
  const height = Math.ceil(Math.max(top + drawing.height, list.bottom) + margin);
  const paper = element('rect', { class: 'paper', width, height, rx: 14 });
  const parts: Markup[] = [
    element('title', {}, text(title)),
    element('desc', {}, text(purpose)),
    element('style', {}, text(styleSheet)),
    arrowHeads,
    paper,
    line('title ink', title, { x: margin, y: margin + 16 }),
    ...said.map((one, index) => line('purpose soft', one, { x: margin, y: margin + 42 + index * 18 })),
    ...list.parts,
    element(
      'g',
      { transform: `translate(${margin} ${top})` },
      ...drawing.arrows.map(drawArrow),
      ...drawing.boxes.map(drawBox),
      ...drawing.arrows.flatMap(drawLabel),
    ),
  ];
  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  return `<svg${attributes({ ...root, 'aria-label': title })}>\n${parts.join('\n')}\n</svg>\n`;
}

const line = (look: string, said: string, at: Point, more: Record<string, string | number> = {}): Markup =>
  element('text', { class: look, x: at.x, y: at.y, ...more }, text(said));

const arrowHead = (id: string, look: string) =>
  element(
    'marker',
    { id, viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' },
    element('path', { class: look, d: 'M0 1L9 5L0 9z' }),
  );
const arrowHeads = element('defs', {}, arrowHead('to', 'head'), arrowHead('detour-to', 'detour-ink'));

function drawArrow({ from, to, points, isDetour }: PlacedArrow): Markup {
  return element('path', {
    class: isDetour ? 'detour' : 'arrow',
    d: curveThrough(points),
    'marker-end': `url(#${isDetour ? 'detour-to' : 'to'})`,
    'data-from': from,
    'data-to': to,
  });
}

/** One calm line, upright wherever it leaves, passes or arrives. */
function curveThrough([first, ...rest]: Point[]): string {
  if (!first) return '';
  let last = first;
  const bends = rest.map((point) => {
    const halfway = (last.y + point.y) / 2;
    const bend = `C${at({ x: last.x, y: halfway })} ${at({ x: point.x, y: halfway })} ${at(point)}`;
    last = point;
    return bend;
  });
  return `M${at(first)}${bends.join('')}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

function drawLabel({ label, middle, isDetour }: PlacedArrow): Markup[] {
  if (label === '') return [];
  const width = labelWidth(label);
  const pill = {
    x: round(middle.x - width / 2),
    y: round(middle.y - labelHeight / 2),
    width: round(width),
    height: labelHeight,
    rx: labelHeight / 2,
  };
  return [
    element('rect', { class: 'card rule', ...pill }),
    line(
      `label ${isDetour ? 'detour-ink' : 'soft'}`,
      label,
      { x: round(middle.x), y: round(middle.y + 4) },
      { 'text-anchor': 'middle' },
    ),
  ];
}

function drawBox(box: PlacedBox): Markup {
  const { id, shape, kind, about, detail, rows, x, y, height } = box;
  const isTerminal = shape === 'start' || shape === 'end' || shape === 'failed';
  const { sign, tone } = lookOf(box);
  const whole = [about ? `${kind}: ${about}` : kind, detail].filter(Boolean).join(', ');
  const signed: Markup[] = isTerminal
    ? []
    : [
        ...(tone === 'stop'
          ? []
          : [element('rect', { class: `${tone}-chip`, x: 13, y: height / 2 - 14, width: 28, height: 28, rx: 8 })]),
        element('path', {
          class: `sign ${tone === 'stop' ? 'on-dark-sign' : `${tone}-sign`}`,
          d: sign,
          transform: `translate(18 ${height / 2 - 9}) scale(.75)`,
        }),
      ];
  return element(
    'g',
    { transform: `translate(${at({ x, y })})`, 'data-node': id },
    element('title', {}, text(whole)),
    outlineOf(box),
    ...signed,
    ...rows.flatMap((row) => drawRow(row, box)),
  );
}

function drawRow({ look, text: said, x, y, number }: Row, { shape, width }: PlacedBox): Markup[] {
  if (x === 0) return [line('kind soft', said, { x: width / 2, y: round(y) }, { 'text-anchor': 'middle' })];
  const ink = shape === 'stop' ? 'on-dark' : { kind: 'faint', about: 'ink', detail: 'soft', way: 'soft' }[look];
  const own = line(`${look} ${ink}`, said, { x: look === 'way' ? x + 14 : x, y: round(y) });
  return number === undefined ? [own] : [line('way number choice-ink', number, { x, y: round(y) }), own];
}

function sayBeside(beside: Picture['beside'], from: Point): { parts: Markup[]; bottom: number } {
  const parts: Markup[] = [];
  let y = from.y;
  const put = (look: string, said: string, height: number) => {
    parts.push(line(look, said, { x: from.x, y: y + 11 }));
    y += height;
  };
  for (const { heading, lines } of beside) {
    put('heading faint', heading.toUpperCase(), 20);
    for (const { name, said } of lines) {
      if (name) put('beside name ink', name, 16);
      for (const row of wrapped(said, 11.5, besideWidth, 6)) put(`beside ${name ? 'soft' : 'ink'}`, row, 16);
      y += 5;
    }
    y += 13;
  }
  return { parts, bottom: y };
}
