/** Keeps the drawing readable: as wide as its column at the start, and later where somebody just arrived. */
import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import type { Drawing } from './layout.ts';
import type { Moving } from './use-moves.ts';

const marginPx = 28;
const smallestZoom = 0.62;

/** `chosen` is the step that the operator looks at: it stays in view when its details take the lower half. */
export function useCamera(drawing: Drawing, name: string, moving: Moving, chosen?: string) {
  const { setViewport, getViewport } = useReactFlow();
  const width = useStore((flow) => flow.width);
  const height = useStore((flow) => flow.height);

  const home = useCallback(() => {
    if (width === 0) return;
    const zoom = Math.min(1, Math.max(smallestZoom, (width - 2 * marginPx) / drawing.width));
    void setViewport({ x: (width - drawing.width * zoom) / 2, y: marginPx, zoom });
  }, [width, drawing, setViewport]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another definition begins at its top.
  useEffect(home, [home, name]);

  const lookAt = (id: string | undefined, durationMs: number) => {
    const place = id === undefined ? undefined : drawing.places.get(id);
    if (!place || height === 0) return;
    const { x, y, zoom } = getViewport();
    const dx = intoView(place.x * zoom + x, place.width * zoom, width);
    const dy = intoView(place.y * zoom + y, place.height * zoom, height);
    if (dx === 0 && dy === 0) return;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const duration = isStill ? 0 : durationMs;
    void setViewport({ x: x + dx, y: y + dy, zoom }, { duration });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new batch of moves is a reason to look elsewhere.
  useEffect(() => {
    const last = moving.dots.at(-1);
    if (last) lookAt(last.branch.to, last.delayMs + last.durationMs);
  }, [moving.batch]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice, or less room, is a reason to look there.
  useEffect(() => lookAt(chosen, 250), [chosen, height]);

  return home;
}

/** How far to push something of `size` pixels that begins at `from`, so that a screen of `room` pixels shows it whole. */
export function intoView(from: number, size: number, room: number): number {
  if (from + size > room - marginPx) return Math.max(room - marginPx - size, marginPx) - from;
  return from < 0 ? marginPx - from : 0;
}
