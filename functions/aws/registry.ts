/** The deployed definitions as handlers ask for them: read by hash, remembered for good, switched by one pointer. */
import type { LiveDefinition, OperatorState, Registry } from '../../lib/engine/ports.ts';
import { listenersOf, type RegistrySnapshot } from '../../lib/engine/registry-snapshot.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import type { Clock } from '../../lib/language/ports.ts';
import type { Version } from '../../lib/language/version.ts';
import { readBlob, writeBlob } from './blobs.ts';
import { bodyOf, type Item, type Value } from './item.ts';
import { keys, partitions, ranges } from './keys.ts';
import { createPublish, type LivePointer } from './publish.ts';
import { createRemembered } from './remembered.ts';
import { collect, type Table } from './table.ts';

export interface RegistryOptions {
  clock: Clock;
  /** How long what is said for the whole project may be older than the last deploy; left out: not at all. */
  settingsAgeSeconds?: number;
}

export function createRegistry(table: Table, { clock, settingsAgeSeconds = 0 }: RegistryOptions): Registry {
  const versions = createRemembered<Version>(50);
  const machines = createRemembered<string>(200);
  const snapshots = createRemembered<RegistrySnapshot>(2);

  async function published(consistency: 'strong' | 'eventual' = 'eventual'): Promise<RegistrySnapshot | undefined> {
    const pointer = await table.get(keys.registry, consistency);
    if (!pointer) return undefined;
    const partition = partitions.registryBlob(String(pointer.hash));
    return snapshots.get(partition, () => readBlob<RegistrySnapshot>(table, partition));
  }

  async function snapshot(): Promise<RegistrySnapshot> {
    const found = await published();
    if (!found) throw new TerminalError('Nothing has been published yet.', { code: 'not-published' });
    return found;
  }

  let settled: { at: number; snapshot: RegistrySnapshot } | undefined;

  async function settings(): Promise<RegistrySnapshot> {
    const at = Date.parse(clock.now());
    if (settled && at - settled.at < settingsAgeSeconds * 1000) return settled.snapshot;
    settled = { at, snapshot: await snapshot() };
    return settled.snapshot;
  }

  async function definition(name: string): Promise<LiveDefinition | undefined> {
    const items = await collect(table.query(partitions.definition(name), ranges.operation));
    const live = items.find(({ type }) => type === 'live');
    const state = items.find(({ type }) => type === 'state');
    const frozen = items.find(({ type }) => type === 'frozen');
    if (!live) return undefined;
    const { isLeftOut, ...pointer } = bodyOf<LivePointer>(live);
    const said = (state?.state as OperatorState) ?? 'live';
    return {
      ...pointer,
      // Whose file is gone takes nobody in; that those inside end was said before.
      state: isLeftOut && said !== 'stopped' ? 'disabled' : said,
      since: text(state?.changedAt),
      by: text(state?.by),
      reason: text(state?.reason),
      frozenSince: frozen?.state === 'paused' ? text(frozen.changedAt) : undefined,
    };
  }

  const { publish, goBackTo, versions: publishedVersions } = createPublish(table, published);

  /** Said twice, it holds since the first time. */
  const say = (item: Item, state: OperatorState) =>
    table.put({ ...item, state }, { that: 'attribute_not_exists(#pk) OR #state <> :state', values: { state } });

  return {
    settings: async () => (await settings()).settings,
    form: async (name) => (await snapshot()).forms.find((form) => form.name === name),
    forms: async () => (await snapshot()).forms,
    segment: async (name) => (await settings()).segments.find((segment) => segment.name === name),
    async triggers(route) {
      const { routes } = await snapshot();
      return Object.hasOwn(routes, route) ? routes[route]! : [];
    },
    listeners: async (consistency) => listenersOf((await published(consistency)) ?? {}),
    definition,
    async definitions() {
      const found = await Promise.all(((await published())?.names ?? []).map(definition));
      return found.filter((one) => one !== undefined);
    },
    async version(name, hash) {
      const partition = partitions.versionBlob(name, hash);
      return versions.get(partition, () => readBlob<Version>(table, partition));
    },
    async machineOf(name, hash) {
      return machines.get(`${name}:${hash}`, async () => {
        const item = await table.get(keys.version(name, hash));
        return item && String(item.machine);
      });
    },
    async keep(kept) {
      for (const version of kept) await writeBlob(table, partitions.versionBlob(version.name, version.hash), version);
    },
    publish,
    versions: publishedVersions,
    goBackTo,
    async setState(name, state, at, { by, reason, onlyIf } = {}) {
      const item = { ...keys.state(name), type: 'state', changedAt: at, by, reason };
      if (onlyIf === undefined) await say(item, state);
      else await table.put({ ...item, state }, { that: '#state = :state', values: { state: onlyIf } });
    },
    async setEverything(state, at) {
      const said = { type: 'frozen', changedAt: at };
      // First for those to come: whoever publishes meanwhile finds it there.
      await say({ ...keys.everything, ...said }, state);
      const names = (await published('strong'))?.names ?? [];
      for (const name of names) await say({ ...keys.frozen(name), ...said }, state);
    },
  };
}

const text = (value: Value | undefined): string | undefined => (value === undefined ? undefined : String(value));
