/** Draws an arrow's way as one calm line, upright wherever it leaves, passes or arrives. */
import type { Point } from './layout.ts';

/** An SVG path through the points. */
export function curveThrough(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let last = first;
  const bends = rest.map((point) => {
    const halfway = (last.y + point.y) / 2;
    const bend = `C ${at({ x: last.x, y: halfway })} ${at({ x: point.x, y: halfway })} ${at(point)}`;
    last = point;
    return bend;
  });
  return [`M ${at(first)}`, ...bends].join(' ');
}

const at = ({ x, y }: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
