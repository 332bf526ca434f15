/** What the stack says in the terminal in which it runs: its time, and what a save has done. */
import { inZoneText } from '../../lib/language/zones.ts';
import type { Reload } from '../../lib/local/project/reload.ts';
import type { StartedStack } from '../../lib/local/start-stack.ts';
import type { LoadedProject } from '../load-project.ts';
import { paint } from '../terminal/paint.ts';
import { sayProject } from './check.ts';

/** `Mon 2 Mar 2026 10:00 Europe/Paris` */
export const sayTime = ({ now, zone }: Pick<StartedStack, 'now' | 'zone'>): string =>
  `${inZoneText(now(), zone(), { year: true })} ${zone()}`;

export function sayReload(project: LoadedProject, published: Reload['published']): string {
  if (!project.compiled) return 'The last good version keeps running.';
  const done = paint('green', '✓');
  if (published.length === 0) return `${done} ${sayProject(project)}`;
  return published.map((one) => `${done} ${sayVersion(one)}`).join('\n');
}

/** `trial-activation v2 · 3 runs go on with the version they began with` */
function sayVersion({ name, number, onOlder }: Reload['published'][number]): string {
  const others =
    onOlder === 1
      ? ' · 1 run goes on with the version it began with'
      : ` · ${onOlder} runs go on with the version they began with`;
  return `${name} v${number}${onOlder > 0 ? others : ''}`;
}
