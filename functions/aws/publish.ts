/** Publishing: versions first, then what points to them, so that a deploy that fails half-way leaves contacts where they were. */
import { createHash } from 'node:crypto';
import type { LiveDefinition, Publication, PublishedVersion } from '../../lib/engine/ports.ts';
import { type RegistrySnapshot, snapshotOf } from '../../lib/engine/registry-snapshot.ts';
import { refuseStale } from '../../lib/engine/stale-publish.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import type { Version } from '../../lib/language/version.ts';
import { readBlob, writeBlob } from './blobs.ts';
import { bodyOf, type Item } from './item.ts';
import { keys, partitions, ranges } from './keys.ts';
import { ABSENT, collect, type Table } from './table.ts';

export type LivePointer = Omit<LiveDefinition, 'state' | 'since' | 'frozenSince'> & { isLeftOut?: boolean };

/** `over`: the version of the files, where an operator has gone back behind it. */
type Placed = Publication['versions'][number] & { over?: string };

export function createPublish(table: Table, published: () => Promise<RegistrySnapshot | undefined>) {
  const versionItems = (name: string): Promise<Item[]> =>
    collect(table.query(partitions.definition(name), ranges.versions));

  const pointerOf = async (name: string): Promise<LivePointer | undefined> => {
    const item = await table.get(keys.live(name));
    return item && bodyOf<LivePointer>(item);
  };

  /** The number it was given when it first came; a version keeps it for good. */
  async function writeVersion({ version, machine }: Placed, said: Publication): Promise<number> {
    const { name, hash } = version;
    const known = await versionItems(name);
    const own = known.find(({ sk }) => sk === keys.version(name, hash).sk);
    const number = Number(own?.number ?? Math.max(0, ...known.map((one) => Number(one.number))) + 1);
    await writeBlob(table, partitions.versionBlob(name, hash), version);
    const first = own ? { publishedAt: own.publishedAt, by: own.by, note: own.note } : firstSaid(said);
    await table.put({ ...keys.version(name, hash), type: 'version', number, machine, ...first });
    return number;
  }

  const pointTo = (pointer: LivePointer) =>
    table.put({ ...keys.live(pointer.name), type: 'live', body: JSON.stringify(pointer) });

  async function leaveOut(name: string): Promise<void> {
    const live = await pointerOf(name);
    if (live) await pointTo({ ...live, isLeftOut: true });
  }

  async function readVersion(name: string, hash: string): Promise<Version> {
    const version = await readBlob<Version>(table, partitions.versionBlob(name, hash));
    if (!version) throw new TerminalError(`There is no such version of ${name}.`, { code: 'version-unknown' });
    return version;
  }

  /** Where an operator has gone back, files that say nothing new change nothing. */
  async function asOperatorsLeftIt(one: Placed): Promise<Placed> {
    const live = await pointerOf(one.version.name);
    if (!live || live.over !== one.version.hash) return one;
    return { version: await readVersion(live.name, live.version), machine: live.machine, over: live.over };
  }

  async function switchTo(placed: Placed[], publication: Publication): Promise<void> {
    const earlier = await published();
    const pointers: LivePointer[] = [];
    for (const one of placed) {
      const number = await writeVersion(one, publication);
      const { name, hash, definition } = one.version;
      pointers.push({ name, kind: definition.kind, version: hash, number, machine: one.machine, over: one.over });
    }
    const snapshot = snapshotOf({ ...publication, versions: placed }, earlier);
    const hash = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex').slice(0, 24);
    await writeBlob(table, partitions.registryBlob(hash), snapshot);

    for (const pointer of pointers) {
      // An operator's pause outlives every deploy.
      await table.put({ ...keys.state(pointer.name), type: 'state', state: 'live' }, ABSENT);
      await pointTo(pointer);
    }
    const kept = new Set(pointers.map(({ name }) => name));
    for (const name of earlier?.names ?? []) if (!kept.has(name)) await leaveOut(name);
    await table.put({ ...keys.registry, type: 'registry', hash, publishedAt: publication.at });
    await freezeNew(pointers.map(({ name }) => name));
  }

  /** Whoever freezes everything at this moment finds the names of the new ones, or is found here. */
  async function freezeNew(names: string[]): Promise<void> {
    const said = await table.get(keys.everything);
    if (said) for (const name of names) await table.put({ ...said, ...keys.frozen(name) });
  }

  return {
    async publish(publication: Publication): Promise<void> {
      for (const name of Object.keys(publication.basedOn ?? {}))
        refuseStale(name, publication, (await pointerOf(name))?.version);
      const placed: Placed[] = [];
      for (const one of publication.versions) {
        const kept = await asOperatorsLeftIt(one);
        if (kept !== one) await writeVersion(one, publication);
        placed.push(kept);
      }
      await switchTo(placed, publication);
    },
    async goBackTo(wanted: string, hash: string): Promise<void> {
      const snapshot = await published();
      const item = await table.get(keys.version(wanted, hash));
      if (!snapshot || !item)
        throw new TerminalError(`There is no such version of ${wanted}.`, { code: 'version-unknown' });
      const placed: Placed[] = [];
      for (const name of snapshot.names) {
        const live = await pointerOf(name);
        if (!live || (live.isLeftOut && name !== wanted)) continue;
        const isWanted = name === wanted;
        const version = await readVersion(name, isWanted ? hash : live.version);
        const written = live.over ?? live.version;
        const over = isWanted ? (written === hash ? undefined : written) : live.over;
        placed.push({ version, machine: isWanted ? String(item.machine) : live.machine, over });
      }
      const { settings, forms, segments } = snapshot;
      const publishedAt = String((await table.get(keys.registry))?.publishedAt ?? '');
      await switchTo(placed, { settings, forms, segments, versions: placed, at: publishedAt });
    },
    async versions(name: string): Promise<PublishedVersion[]> {
      const found = (await versionItems(name)).map(
        ({ sk, number, machine, publishedAt, by, note }): PublishedVersion => ({
          hash: sk.slice(keys.version(name, '').sk.length),
          number: Number(number),
          machine: String(machine),
          ...(publishedAt !== undefined && { at: String(publishedAt) }),
          ...(by !== undefined && { by: String(by) }),
          ...(note !== undefined && { note: String(note) }),
        }),
      );
      return found.sort((a, b) => b.number - a.number);
    },
  };
}

const firstSaid = ({ at, by, note }: Publication) => ({ publishedAt: at, by, note });
