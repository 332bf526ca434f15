/** Of two authors who change one definition at a time, the second is told: nobody's change is undone unseen. */
import { TerminalError } from '../language/errors.ts';
import type { Publication } from './ports.ts';

/** `live`: the version that is there now. What is there already is refused to nobody. */
export function refuseStale(name: string, { basedOn, versions }: Publication, live: string | undefined): void {
  const brings = versions.find(({ version }) => version.name === name)?.version.hash;
  if (live === undefined || live === basedOn?.[name] || live === brings) return;
  throw new TerminalError(`${name} has been published by somebody else meanwhile. Take their change in first.`, {
    code: 'stale-publish',
  });
}
