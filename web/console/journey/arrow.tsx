/** An arrow of the drawing, with its outcome as a button that shows the branch in the source. */
import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import type { Branch } from './branches.ts';
import { curveThrough } from './curve.ts';
import type { Point } from './layout.ts';

export type ArrowEdge = Edge<
  { branch: Branch; points: Point[]; label: Point; isChosen: boolean; choose: (branch: Branch) => void },
  'arrow'
>;

export function Arrow({ data, markerEnd }: EdgeProps<ArrowEdge>) {
  if (!data) return null;
  const { branch, points, label, isChosen, choose } = data;
  return (
    <>
      <path className="arrow" data-chosen={isChosen} d={curveThrough(points)} markerEnd={markerEnd} />
      {branch.label && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="arrow-label nodrag nopan"
            data-testid={`graph-edge-${branch.id}`}
            aria-pressed={isChosen}
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
            onClick={() => choose(branch)}
          >
            {branch.label}
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
