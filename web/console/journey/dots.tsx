/** The dots that travel along the arrows whenever contacts move. */
import { ViewportPortal } from '@xyflow/react';
import { curveThrough } from './curve.ts';
import type { Drawing } from './layout.ts';
import type { Moving } from './use-moves.ts';

const longestShowMs = 3_600;
const slowestHopMs = 750;

export const hopMs = (moving: Moving): number => Math.min(slowestHopMs, longestShowMs / stagesIn(moving));
export const stagesIn = ({ moves }: Moving): number => Math.max(1, ...moves.map(({ stage }) => stage + 1));

export function Dots({ moving, drawing }: { moving: Moving; drawing: Drawing }) {
  const durationMs = hopMs(moving);
  return (
    <ViewportPortal>
      {moving.moves.map(({ branch, stage }) => (
        <span
          key={`${moving.batch} ${branch.id} ${stage}`}
          className="dot"
          data-testid="dot"
          aria-hidden="true"
          style={{
            offsetPath: `path('${curveThrough(drawing.arrows.get(branch.id)?.points ?? [])}')`,
            animationDuration: `${durationMs}ms`,
            animationDelay: `${stage * durationMs}ms`,
          }}
        />
      ))}
    </ViewportPortal>
  );
}
