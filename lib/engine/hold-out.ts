/** Whoever is held out enters and gets nothing, so that a team learns what its journeys change: the same contacts each time. */

import type { Settings } from '../language/project.ts';
import { sayShare } from '../language/share.ts';
import type { Version } from '../language/version.ts';
import type { EnginePorts } from './ports.ts';

/** What the lot said, for those it holds out; `undefined` for the others. */
export function heldOut(
  contact: string,
  { name, definition }: Version,
  { holdout: ofProject }: Settings,
  { ids }: Pick<EnginePorts, 'ids'>,
): string | undefined {
  if (definition.kind !== 'journey') return undefined;
  const lots = [
    { share: definition.holdout, salt: `holdout ${name}` },
    // Without a topic nothing is sold: who ordered something is told of it, whatever is being tried out.
    { share: definition.topic === undefined ? undefined : ofProject, salt: 'holdout' },
  ];
  for (const { share, salt } of lots) {
    const lot = share && ids.lot(contact, salt);
    if (share && lot !== undefined && lot < share.parts)
      return `lot ${sayShare(lot)}, held out below ${sayShare(share.parts)}`;
  }
  return undefined;
}
