/** Gives every box and arrow its place, from top to bottom, so that a branch is read in the order it was written in. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Size, SizedBox } from './box-size.ts';
import { widthOf } from './measure.ts';
import type { Arrow } from './picture.ts';

export interface Point {
  x: number;
  y: number;
}
/** `x` and `y` are the upper left corner's. */
export type PlacedBox = SizedBox & Point;
export type PlacedArrow = Arrow & { points: Point[]; middle: Point };
export interface Layout extends Size {
  boxes: PlacedBox[];
  arrows: PlacedArrow[];
}

export const labelFont = 11;
export const labelHeight = 20;
export const labelWidth = (label: string): number => widthOf(label, labelFont) + 16;

export function layOut(boxes: readonly SizedBox[], arrows: readonly Arrow[]): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 24, ranksep: 30 });
  graph.setDefaultNodeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const [index, { from, to, label }] of arrows.entries()) {
    const size = label === '' ? {} : { width: labelWidth(label), height: labelHeight, labelpos: 'c' };
    graph.setEdge(from, to, size, String(index));
  }
  layout(graph);

  const { width, height } = graph.graph() as Size;
  const isTurned = isMirrored(arrows, (id) => (graph.node(id) as Point).x);
  const turn = ({ x, y }: Point): Point => ({ x: isTurned ? width - x : x, y });
  const placed = boxes.map((box) => {
    const { x, y } = turn(graph.node(box.id) as Point);
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const boxOf = new Map(placed.map((box) => [box.id, box]));
  return {
    width,
    height,
    boxes: placed,
    arrows: arrows.map((arrow, index) => {
      const { points, x, y } = graph.edge(arrow.from, arrow.to, String(index)) as Partial<Point> & { points: Point[] };
      const way = points.map(turn);
      const middle = turn({ x: x ?? 0, y: y ?? 0 });
      return {
        ...arrow,
        points: docked(way, boxOf.get(arrow.from)!, boxOf.get(arrow.to)!, arrow.label !== ''),
        middle,
      };
    }),
  };
}

/** True if most ways out run from right to left in the order in which they are written: `else` before `then`. */
function isMirrored(arrows: readonly Arrow[], xOf: (id: string) => number): boolean {
  let balance = 0;
  for (const [index, { from, to }] of arrows.entries()) {
    const written = arrows.slice(0, index).findLast((other) => other.from === from);
    if (written) balance += Math.sign(xOf(written.to) - xOf(to));
  }
  return balance > 0;
}

const fromCornerPx = 26;

/**
 * Arrows leave and reach a box at its lower and upper side, away from the corners. What lies between is kept only where
 * the arrow has a label or goes round something.
 */
function docked(points: Point[], from: PlacedBox, to: PlacedBox, hasLabel: boolean): Point[] {
  if (from.id === to.id) return points;
  const isDown = to.y >= from.y + from.height;
  const between = points.slice(1, -1);
  const way = hasLabel || between.length > 1 || !isDown ? between : [];
  const start = sideOf(from, way[0]?.x ?? from.x + from.width / 2, isDown);
  return [start, ...way, sideOf(to, way.at(-1)?.x ?? start.x, !isDown)];
}

const sideOf = ({ x, y, width, height }: PlacedBox, near: number, isLower: boolean): Point => ({
  x: clamp(near, x + fromCornerPx, x + width - fromCornerPx),
  y: isLower ? y + height : y,
});

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
