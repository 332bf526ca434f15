/** What handlers ask of the deployed definitions, laid out by route, so that a deploy can switch all of it in one write. */

import { USUAL_PRIORITY } from '../language/definition.ts';
import type { Form, Segment, Settings } from '../language/project.ts';
import { triggerKind } from '../language/registry.ts';
import type { Version } from '../language/version.ts';
import { backFillsIn, plannedIn } from './planned-intakes.ts';
import type { BackFill, Listeners, PlannedIntake, Publication, RegistryEntry, WatchedThing } from './ports.ts';
import { groupsIn, restartsIn, watchesIn, watchNameOf } from './watched-things.ts';

export interface RegistrySnapshot {
  settings: Settings;
  forms: Form[];
  segments: Segment[];
  /** Route → its entries, priority first, then name. */
  routes: Record<string, RegistryEntry[]>;
  /** Families that some run may be flipped by: of fields, segments and runs, no others are told. */
  watched?: string[];
  watches?: WatchedThing[];
  restarts?: Record<string, string[]>;
  schedules?: PlannedIntake[];
  backfills?: BackFill[];
  groups?: Record<string, string>;
  /** Every definition ever published, also those left out since. */
  names: string[];
}

export type Earlier = Partial<Pick<RegistrySnapshot, 'names' | 'watched' | 'watches' | 'backfills'>>;

export function snapshotOf(publication: Publication, earlier: Earlier = {}): RegistrySnapshot {
  const { versions, settings, forms, segments } = publication;
  const routes: Record<string, RegistryEntry[]> = {};
  for (const { version } of versions) {
    for (const trigger of version.definition.when) {
      const watch = watchNameOf(trigger, version.definition, segments);
      const entry: RegistryEntry = {
        definition: version.name,
        version: version.hash,
        trigger,
        audience: version.definition.if,
        priority: version.definition.priority ?? USUAL_PRIORITY,
        ...(watch && { watch: watch.name }),
      };
      const route = watch ? `${watch.family}:${watch.name}` : triggerKind(trigger.kind).route(trigger);
      routes[route] = [...(routes[route] ?? []), entry].sort(byPriority);
    }
  }
  const names = [...new Set([...(earlier.names ?? []), ...versions.map(({ version }) => version.name)])].sort();
  // Those of earlier versions too: somebody may still wait in one.
  const watched = [...(earlier.watched ?? []), ...versions.flatMap(({ version }) => familiesOf(version))];
  const groups = groupsIn(publication);
  const [watches, restarts] = [watchesIn(publication, earlier.watches), restartsIn(publication)];
  const [schedules, backfills] = [plannedIn(publication), backFillsIn(publication, earlier.backfills)];
  return {
    settings,
    forms,
    segments,
    routes,
    watched: [...new Set(watched)].sort(),
    ...(watches.length > 0 && { watches }),
    ...(Object.keys(restarts).length > 0 && { restarts }),
    ...(schedules.length > 0 && { schedules }),
    ...(backfills.length > 0 && { backfills }),
    ...(Object.keys(groups).length > 0 && { groups }),
    names,
  };
}

/** What was published before there was such a list asks about none of it. */
export const listenersOf = ({
  watched = [],
  routes,
  watches = [],
  restarts = {},
  schedules = [],
  backfills = [],
  groups = {},
}: Partial<RegistrySnapshot>): Listeners => ({
  watched,
  routes: routes ?? {},
  watches,
  restarts,
  schedules,
  backfills,
  groups,
});

const familiesOf = ({ families, graph }: Version): string[] => [
  ...families,
  ...Object.values(graph.nodes).flatMap((node) => (node.does === 'wait-for' ? node.families : [])),
];

const byPriority = (a: RegistryEntry, b: RegistryEntry): number =>
  b.priority - a.priority || (a.definition < b.definition ? -1 : a.definition > b.definition ? 1 : 0);
