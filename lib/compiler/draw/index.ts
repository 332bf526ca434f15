/** A definition drawn, in the form somebody asked for. */
import { drawMermaid } from './mermaid.ts';
import type { Picture } from './picture.ts';
import { drawSvg } from './svg.ts';

export { type Picture, pictureOf } from './picture.ts';

export const drawings = {
  mermaid: { ending: 'mmd', draw: drawMermaid },
  svg: { ending: 'svg', draw: drawSvg },
} satisfies Record<string, { ending: string; draw(picture: Picture): string }>;
export type DrawingFormat = keyof typeof drawings;
