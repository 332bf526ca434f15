/** Publishing: versions first, then what points to them, so that a deploy that fails half-way leaves contacts where they were. */
import { createHash } from 'node:crypto';
import type { LiveDefinition, Publication } from '../../lib/engine/ports.ts';
import { type Earlier, snapshotOf } from '../../lib/engine/registry-snapshot.ts';
import { writeBlob } from './blobs.ts';
import { bodyOf } from './item.ts';
import { keys, partitions, ranges } from './keys.ts';
import { ABSENT, collect, type Table } from './table.ts';

export type LivePointer = Omit<LiveDefinition, 'state'> & { isLeftOut?: boolean };

export function createPublish(table: Table, published: () => Promise<Earlier | undefined>) {
  /** The number it was given when it first came; a version keeps it for good. */
  async function numberOf(name: string, hash: string): Promise<number> {
    const known = await collect(table.query(partitions.definition(name), ranges.versions));
    const own = known.find(({ sk }) => sk === keys.version(name, hash).sk);
    return Number(own?.number ?? Math.max(0, ...known.map(({ number }) => Number(number))) + 1);
  }

  async function writeVersion({ version, machine }: Publication['versions'][number]): Promise<LivePointer> {
    const { name, hash, definition } = version;
    const number = await numberOf(name, hash);
    await writeBlob(table, partitions.versionBlob(name, hash), version);
    await table.put({ ...keys.version(name, hash), type: 'version', number, machine });
    return { name, kind: definition.kind, version: hash, number, machine };
  }

  const pointTo = (pointer: LivePointer) =>
    table.put({ ...keys.live(pointer.name), type: 'live', body: JSON.stringify(pointer) });

  async function leaveOut(name: string): Promise<void> {
    const live = await table.get(keys.live(name));
    if (live) await pointTo({ ...bodyOf<LivePointer>(live), isLeftOut: true });
  }

  return async function publish(publication: Publication): Promise<void> {
    const earlier = (await published()) ?? {};
    const pointers = [];
    for (const one of publication.versions) pointers.push(await writeVersion(one));

    const snapshot = snapshotOf(publication, earlier);
    const hash = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex').slice(0, 24);
    await writeBlob(table, partitions.registryBlob(hash), snapshot);

    for (const pointer of pointers) {
      // An operator's pause outlives every deploy.
      await table.put({ ...keys.state(pointer.name), type: 'state', state: 'live' }, ABSENT);
      await pointTo(pointer);
    }
    const kept = new Set(pointers.map(({ name }) => name));
    for (const name of earlier.names ?? []) if (!kept.has(name)) await leaveOut(name);
    await table.put({ ...keys.registry, type: 'registry', hash, publishedAt: publication.at });
  };
}
