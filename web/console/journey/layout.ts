/** Gives every step and arrow of a drawing its place, top to bottom, so that nothing covers anything. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Branch } from './branches.ts';

export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
/** `x` and `y` are the upper left corner's. */
export type Box = Point & Size;
export interface Drawing extends Size {
  places: Map<string, Box>;
  arrows: Map<string, Arrow>;
}
export interface Arrow {
  points: Point[];
  /** The label's middle. */
  label: Point;
}

const labelHeight = 22;
const letterWidth = 6.6;
const widthOfLabel = (label: string) => label.length * letterWidth + 20;

export function layOut(sizes: Map<string, Size>, branches: Branch[]): Drawing {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 20, edgesep: 20, ranksep: 28, marginx: 4, marginy: 4 });
  graph.setDefaultNodeLabel(() => ({}));
  for (const [id, size] of sizes) graph.setNode(id, { ...size });
  const drawn = branches.filter(({ from, to }) => sizes.has(from) && sizes.has(to));
  for (const { from, to, label } of drawn) {
    graph.setEdge(from, to, label === '' ? {} : { width: widthOfLabel(label), height: labelHeight, labelpos: 'c' });
  }
  layout(graph);

  const all = graph.graph() as Size;
  const isTurned = isMirrored(drawn, (id) => (graph.node(id) as Point).x);
  const turn = ({ x, y }: Point): Point => ({ x: isTurned ? all.width - x : x, y });
  const places = new Map([...sizes].map(([id, size]) => [id, cornerOf(turn(graph.node(id) as Point), size)]));
  const arrows = new Map<string, Arrow>();
  for (const { id, from, to, label } of drawn) {
    const { points, x = 0, y = 0 } = graph.edge(from, to) as Partial<Point> & { points: Point[] };
    const [start, end] = [places.get(from), places.get(to)];
    if (!start || !end) continue;
    arrows.set(id, { points: dock(points.map(turn), start, end, label !== ''), label: turn({ x, y }) });
  }
  return { width: all.width, height: all.height, places, arrows };
}

const cornerOf = (center: Point, size: Size) => ({
  ...size,
  x: center.x - size.width / 2,
  y: center.y - size.height / 2,
});

/** True if most ways out run from right to left in the order in which they are written: `else` before `then`. */
function isMirrored(branches: Branch[], xOf: (id: string) => number): boolean {
  let balance = 0;
  branches.forEach(({ from, to }, index) => {
    const written = branches.slice(0, index).findLast((other) => other.from === from);
    if (written) balance += Math.sign(xOf(written.to) - xOf(to));
  });
  return balance > 0;
}

const fromCornerPx = 30;

/**
 * Lets an arrow leave and reach a box at its lower and upper side, away from the corners. What dagre puts between is
 * kept only where the arrow has a label or passes other rows.
 */
function dock(points: Point[], from: Box, to: Box, hasLabel: boolean): Point[] {
  const between = points.slice(1, -1);
  const way = hasLabel || between.length > 1 ? between : [];
  const isDownward = to.y > from.y;
  const start = hasLabel ? inside(from, way[0]?.x ?? middleOf(to)) : middleOf(from);
  return [
    { x: start, y: isDownward ? from.y + from.height : from.y },
    ...way,
    { x: inside(to, way.at(-1)?.x ?? start), y: isDownward ? to.y : to.y + to.height },
  ];
}

const middleOf = ({ x, width }: Box) => x + width / 2;
const inside = ({ x, width }: Box, wanted: number) =>
  Math.min(Math.max(wanted, x + fromCornerPx), x + width - fromCornerPx);
