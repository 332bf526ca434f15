/** What a definition costs on each engine, path by path: counted by running it, so that nobody has to guess. */
import { projectOnEngine } from '../../compiler/project.ts';
import type { Engine } from '../../language/definition.ts';
import { billOf } from '../../simulator/cost/bill.ts';
import { type Counts, weighed } from '../../simulator/cost/counts.ts';
import { type Path, pathsOf, type Shares } from '../../simulator/cost/paths.ts';
import type { Compiled } from '../../simulator/world.ts';
import { type Counted, countPath } from './count-path.ts';

export interface PathCost extends Path {
  on: Partial<Record<Engine, Counted>>;
}

export interface Cost {
  paths: PathCost[];
  /** Paths that so few contacts go that they were not counted. */
  leftOut: number;
  /** One run of the average contact. */
  run: Partial<Record<Engine, Counts>>;
  /** And what brings its events in, which no engine has a part in. */
  events: Counts;
}

export interface CostOptions {
  engines: readonly Engine[];
  shares?: Shares;
  onPath?(done: number, all: number): void;
}

export async function costOf(
  compiled: Compiled,
  name: string,
  { engines, shares, onPath = () => {} }: CostOptions,
): Promise<Cost> {
  const carried = engines.map((engine) => ({ engine, project: projectOnEngine(compiled, engine) }));
  const own = (project: Compiled) => project.versions.find(({ version }) => version.name === name)!.version;
  const { paths, leftOut } = pathsOf(own(compiled).graph, shares);
  const counted: PathCost[] = [];
  for (const path of paths) {
    const on: PathCost['on'] = {};
    for (const { engine, project } of carried) {
      on[engine] = await countPath(path, { version: own(project), compiled: project });
    }
    counted.push({ ...path, on });
    onPath(counted.length, paths.length);
  }
  const average = (engine: Engine, of: 'run' | 'events') =>
    weighed(counted.map(({ share, on }) => ({ share, counts: on[engine]![of] })));
  const run = Object.fromEntries(engines.map((engine) => [engine, average(engine, 'run')]));
  return { paths: counted, leftOut, run, events: average(engines[0]!, 'events') };
}

/** In dollars, for one run. */
export const priceOf = (counts: Counts | undefined): number => (counts ? billOf(counts).total : 0);
