/** A simulation's deployed definitions, published as a deploy would. */
import type { LiveDefinition, OperatorState, Registry } from '../../engine/ports.ts';
import { type RegistrySnapshot, snapshotOf } from '../../engine/registry-snapshot.ts';
import { TerminalError } from '../../language/errors.ts';
import type { Version } from '../../language/version.ts';
import { freeze } from './freeze.ts';

interface Kept {
  live: Omit<LiveDefinition, 'state'>;
  isLeftOut: boolean;
  versions: Map<string, { version: Version; machine: string; number: number }>;
}

export function createMemoryRegistry(): Registry {
  const kept = new Map<string, Kept>();
  /** Not published yet; by name and hash. */
  const early = new Map<string, Version>();
  const states = new Map<string, { state: OperatorState; since: string }>();
  let snapshot: RegistrySnapshot | undefined;

  function published(): RegistrySnapshot {
    if (!snapshot) throw new TerminalError('Nothing has been published yet.', { code: 'not-published' });
    return snapshot;
  }

  function definition(name: string): LiveDefinition | undefined {
    const one = kept.get(name);
    const said = states.get(name);
    return one && { ...one.live, state: one.isLeftOut ? 'disabled' : (said?.state ?? 'live'), since: said?.since };
  }

  function publish(version: Version, machine: string): void {
    const { name, hash } = version;
    const versions: Kept['versions'] = kept.get(name)?.versions ?? new Map();
    const number = versions.get(hash)?.number ?? versions.size + 1;
    versions.set(hash, { version: freeze(version), machine, number });
    const live = { name, kind: version.definition.kind, version: hash, number, machine };
    kept.set(name, { live, isLeftOut: false, versions });
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
    watched: async (families) => families.filter((family) => snapshot?.watched?.includes(family)),
    definition: async (name) => definition(name),
    definitions: async () => (snapshot?.names ?? []).flatMap((name) => definition(name) ?? []),
    version: async (name, hash) => kept.get(name)?.versions.get(hash)?.version ?? early.get(`${name}\n${hash}`),
    machineOf: async (name, hash) => kept.get(name)?.versions.get(hash)?.machine,
    async keep(versions) {
      for (const version of versions) early.set(`${version.name}\n${version.hash}`, freeze(version));
    },
    async publish(publication) {
      for (const { version, machine } of publication.versions) publish(version, machine);
      const names = new Set(publication.versions.map(({ version }) => version.name));
      for (const [name, one] of kept) one.isLeftOut = !names.has(name);
      snapshot = freeze(snapshotOf(publication, snapshot));
    },
    async setState(name, state, since) {
      const said = states.get(name)?.state ?? (kept.has(name) ? 'live' : undefined);
      // Said twice, it holds since the first time.
      if (said !== state) states.set(name, { state, since });
    },
  };
}
