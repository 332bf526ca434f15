/** A published definition, which never changes: the check's result, its graph and its compiled templates under one hash. */
import type { CheckedDefinition, Engine } from './definition.ts';
import type { Graph } from './graph.ts';
import type { CompiledTemplate } from './template.ts';

export interface Version {
  name: string;
  /** Of everything below: same content, same hash. */
  hash: string;
  /** Its steps are the graph's. */
  definition: Omit<CheckedDefinition, 'steps' | 'engine'> & { engine: Engine };
  graph: Graph;
  /** `welcome.email`, `welcome.fr.email`. */
  templates: Record<string, CompiledTemplate>;
  /** Event families that can flip an exit or a goal. */
  families: string[];
}
