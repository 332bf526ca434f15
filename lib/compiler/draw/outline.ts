/** The outline of a box says at a glance what happens there: work is done, time passes, ways part, a run ends. */
import type { SizedBox } from './box-size.ts';
import { element, type Markup } from './xml.ts';

export function outlineOf({ shape, width, height }: SizedBox): Markup {
  const box = { width, height };
  switch (shape) {
    case 'wait':
    case 'wait-for':
      return element('rect', { class: 'card wait-line', ...box, rx: Math.min(height / 2, 26) });
    case 'choose':
      return element('path', { class: 'card choice-line', d: cutCorners(width, height) });
    case 'stop':
      return element('rect', { class: 'dark', ...box, rx: 9 });
    case 'start':
    case 'end':
    case 'failed':
      return element('rect', {
        class: `card ${shape === 'failed' ? 'detour' : 'card-line dashed'}`,
        ...box,
        rx: height / 2,
      });
    default:
      return element('rect', { class: 'card card-line', ...box, rx: 9 });
  }
}

const cut = 13;

const cutCorners = (width: number, height: number): string =>
  `M${cut} 0H${width - cut}L${width} ${cut}V${height - cut}L${width - cut} ${height}H${cut}L0 ${height - cut}V${cut}z`;
