/** Goes back to an earlier version: whoever enters from now on lives through that one; those inside stay where they are. */
import { TerminalError } from '../language/errors.ts';
import { type MovePreview, previewMove } from './move-runs.ts';
import type { EnginePorts, PublishedVersion } from './ports.ts';
import { unknownDefinition } from './unknown-names.ts';

export interface Rollback {
  from: number;
  to: number;
  /** Those inside on other versions, and what a move would do with them. */
  inside: MovePreview[];
}

/** Left out: to the version before the live one. */
export async function rollbackOf(
  { definition, to }: { definition: string; to?: number },
  ports: EnginePorts,
): Promise<Rollback & { version: PublishedVersion }> {
  const live = await ports.registry.definition(definition);
  if (!live) throw unknownDefinition(definition);
  const versions = await ports.registry.versions(definition);
  const version = versions.find(({ number }) => (to === undefined ? number < live.number : number === to));
  if (!version)
    throw new TerminalError(
      to === undefined ? `${definition} has no earlier version.` : `${definition} has no version ${to}.`,
      {
        code: 'version-unknown',
      },
    );
  const { steps } = await previewMove({ definition, to: version.number }, ports);
  return { from: live.number, to: version.number, inside: steps, version };
}
