/** The dots that travel along the arrows whenever contacts move. */
import { ViewportPortal } from '@xyflow/react';
import { curveThrough } from './curve.ts';
import type { Drawing } from './layout.ts';
import type { Dot } from './show-moves.ts';

export function Dots({ dots, drawing }: { dots: Dot[]; drawing: Drawing }) {
  return (
    <ViewportPortal>
      {dots.map(({ key, branch, delayMs, durationMs }) => (
        <span
          key={key}
          className="dot"
          data-testid="dot"
          aria-hidden="true"
          style={{
            offsetPath: `path('${curveThrough(drawing.arrows.get(branch.id)?.points ?? [])}')`,
            animationDuration: `${durationMs}ms`,
            animationDelay: `${delayMs}ms`,
          }}
        />
      ))}
    </ViewportPortal>
  );
}
