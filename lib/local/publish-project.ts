/** What a deploy does: puts versions beside the old ones and points to them, while people inside stay on theirs. */
import { keys } from '../../functions/aws/keys.ts';
import type { Table } from '../../functions/aws/table.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { machineName } from './machines.ts';
import { localOperator } from './operator.ts';
import type { GoodProject } from './project/loaded.ts';

export async function publishProject({ compiled }: GoodProject, { registry, clock }: EnginePorts): Promise<void> {
  const { settings, forms, segments } = compiled;
  await registry.publish({
    versions: compiled.versions.map(({ version }) => ({ version, machine: machineName(version) })),
    settings,
    forms,
    segments,
    at: clock.now(),
    by: localOperator(),
  });
}

/** The number that a version was given when it first came. */
export function createVersionNumbers(table: Table): (definition: string, version: string) => Promise<number> {
  const known = new Map<string, number>();
  return async (definition, version) => {
    const name = `${definition}:${version}`;
    const number = known.get(name) ?? Number((await table.get(keys.version(definition, version)))?.number ?? 0);
    known.set(name, number);
    return number;
  };
}
