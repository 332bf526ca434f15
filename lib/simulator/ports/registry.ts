/** A simulation's deployed definitions, published as a deploy would. */
import type {
  LiveDefinition,
  OperatorState,
  Publication,
  PublishedVersion,
  Registry,
  Said,
} from '../../engine/ports.ts';
import { listenersOf, type RegistrySnapshot, snapshotOf } from '../../engine/registry-snapshot.ts';
import { refuseStale } from '../../engine/stale-publish.ts';
import { TerminalError } from '../../language/errors.ts';
import type { Version } from '../../language/version.ts';
import { freeze } from './freeze.ts';

interface Kept {
  live: Omit<LiveDefinition, 'state'>;
  isLeftOut: boolean;
  versions: Map<string, PublishedVersion & { version: Version }>;
}

/** `over`: the version of the files, where an operator has gone back behind it. */
type Placed = Publication['versions'][number] & { over?: string };

export function createMemoryRegistry(): Registry {
  const kept = new Map<string, Kept>();
  /** Not published yet; by name and hash. */
  const early = new Map<string, Version>();
  const states = new Map<string, Said & { state: OperatorState; since: string }>();
  let frozenSince: string | undefined;
  let snapshot: RegistrySnapshot | undefined;
  let publishedAt = '';

  function published(): RegistrySnapshot {
    if (!snapshot) throw new TerminalError('Nothing has been published yet.', { code: 'not-published' });
    return snapshot;
  }

  function definition(name: string): LiveDefinition | undefined {
    const one = kept.get(name);
    if (!one) return undefined;
    const { state = 'live', since, by, reason } = states.get(name) ?? {};
    const isDisabled = one.isLeftOut && state !== 'stopped';
    return { ...one.live, state: isDisabled ? 'disabled' : state, since, by, reason, frozenSince };
  }

  function keep({ version, machine }: Placed, { at, by, note }: Publication): number {
    const { name, hash } = version;
    const versions: Kept['versions'] = kept.get(name)?.versions ?? new Map();
    const first = versions.get(hash) ?? { number: versions.size + 1, at, by, note };
    versions.set(hash, { ...first, hash, version: freeze(version), machine });
    const live = { name, kind: version.definition.kind, version: hash, number: first.number, machine };
    kept.set(name, { live, isLeftOut: false, ...kept.get(name), versions });
    return first.number;
  }

  /** Where an operator has gone back, files that say nothing new change nothing. */
  function asOperatorsLeftIt(one: Placed): Placed {
    const { live, versions } = kept.get(one.version.name) ?? {};
    if (!live?.over || live.over !== one.version.hash) return one;
    return { version: versions!.get(live.version)!.version, machine: live.machine, over: live.over };
  }

  function switchTo(placed: Placed[], publication: Publication): void {
    for (const one of placed) {
      const { name, hash, definition } = one.version;
      const number = keep(one, publication);
      const live = { name, kind: definition.kind, version: hash, number, machine: one.machine, over: one.over };
      kept.set(name, { ...kept.get(name)!, live, isLeftOut: false });
    }
    const names = new Set(placed.map(({ version }) => version.name));
    for (const [name, one] of kept) one.isLeftOut = !names.has(name);
    snapshot = freeze(snapshotOf({ ...publication, versions: placed }, snapshot));
    publishedAt = publication.at;
  }

  return {
    settings: async () => published().settings,
    form: async (name) => published().forms.find((form) => form.name === name),
    forms: async () => published().forms,
    segment: async (name) => published().segments.find((segment) => segment.name === name),
    async triggers(route) {
      const { routes } = published();
      return Object.hasOwn(routes, route) ? routes[route]! : [];
    },
    listeners: async () => listenersOf(snapshot ?? {}),
    definition: async (name) => definition(name),
    definitions: async () => (snapshot?.names ?? []).flatMap((name) => definition(name) ?? []),
    version: async (name, hash) => kept.get(name)?.versions.get(hash)?.version ?? early.get(`${name}\n${hash}`),
    machineOf: async (name, hash) => kept.get(name)?.versions.get(hash)?.machine,
    async keep(versions) {
      for (const version of versions) early.set(`${version.name}\n${version.hash}`, freeze(version));
    },
    async publish(publication) {
      for (const name of Object.keys(publication.basedOn ?? {}))
        refuseStale(name, publication, kept.get(name)?.live.version);
      for (const one of publication.versions) keep(one, publication);
      switchTo(publication.versions.map(asOperatorsLeftIt), publication);
    },
    async versions(name) {
      const found = [...(kept.get(name)?.versions.values() ?? [])];
      return found
        .map(({ version: _, ...published }) => Object.fromEntries(defined(published)) as unknown as PublishedVersion)
        .sort((a, b) => b.number - a.number);
    },
    async goBackTo(wanted, hash) {
      const { settings, forms, segments } = published();
      const there = kept.get(wanted)?.versions.get(hash);
      if (!there) throw new TerminalError(`There is no such version of ${wanted}.`, { code: 'version-unknown' });
      const placed = [...kept].flatMap(([name, { live, isLeftOut, versions }]): Placed[] => {
        if (name === wanted) {
          const written = live.over ?? live.version;
          return [{ version: there.version, machine: there.machine, over: written === hash ? undefined : written }];
        }
        const { version } = versions.get(live.version)!;
        return isLeftOut ? [] : [{ version, machine: live.machine, over: live.over }];
      });
      switchTo(placed, { settings, forms, segments, versions: placed, at: publishedAt });
    },
    async setState(name, state, since, { onlyIf, ...said } = {}) {
      const before = states.get(name)?.state ?? (kept.has(name) ? 'live' : undefined);
      if (onlyIf !== undefined && before !== onlyIf) return;
      // Said twice, it holds since the first time.
      if (before !== state) states.set(name, { ...said, state, since });
    },
    async setEverything(state, at) {
      frozenSince = state === 'live' ? undefined : (frozenSince ?? at);
    },
  };
}

const defined = (map: object): [string, unknown][] => Object.entries(map).filter(([, value]) => value !== undefined);
