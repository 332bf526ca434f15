/** The engine that this run of the tests is about: each test of a contact's life is run once for each. */
import { projectOnEngine } from '../../lib/compiler/project.ts';
import type { Engine } from '../../lib/language/definition.ts';
import { bothEngines } from '../../lib/simulator/scenario/run-scenario.ts';
import type { Compiled } from '../../lib/simulator/world.ts';

const given = process.env.WAYMARK_ENGINE ?? 'standard';

export const engine: Engine = bothEngines.find((one) => one === given) ?? 'standard';

export const onEngine = (compiled: Compiled): Compiled => projectOnEngine(compiled, engine);
