/** A run under the names that steps have in another version: what was done under the old ones stays done. */
import { stepOf } from '../language/graph.ts';
import type { Move } from './move-run.ts';
import type { Passage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord } from './run-record.ts';

export async function renamedRecord(passage: Passage, { to, map = {} }: Move, ports: EnginePorts): Promise<RunRecord> {
  const { record, version } = passage;
  const lines = await ports.timeline.of(record.contact, record.run);
  const told = new Set(lines.flatMap(({ step }) => step ?? []));
  const isAlike = (old: string, now: string) => version.graph.steps[old]?.kind === to.graph.steps[now]?.kind;
  // Who is sent to a step that the run has been at already, or that does something else, is only placed there.
  const names = Object.entries(map).filter(([old, now]) => isAlike(old, now) && !told.has(now) && old !== now);
  const renamed = { ...record.renamed };
  for (const [old, now] of names) renamed[now] = renamed[old] ?? old;
  const nameOf = new Map(names);
  const under = <Value>(kept: Record<string, Value>): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(kept).map(([node, value]) => {
        const step = stepOf(node);
        return [(nameOf.get(step) ?? step) + node.slice(step.length), value];
      }),
    );
  return {
    ...record,
    visits: { ...oldVisits(told, to), ...under(record.visits) },
    rounds: record.rounds && under(record.rounds),
    turns: record.turns && under(record.turns),
    outcomes: record.outcomes && under(record.outcomes),
    doneAt: under(record.doneAt),
    outputs: under(record.outputs),
    ...(names.length > 0 && { renamed }),
  };
}

/** What was passed once and lies in a loop from now on: its next visit is the second. */
const oldVisits = (told: ReadonlySet<string>, { graph }: Move['to']): RunRecord['visits'] =>
  Object.fromEntries(
    Object.values(graph.nodes)
      .filter((node) => node.loops && told.has(stepOf(node.id)))
      .map(({ id }) => [id, 1]),
  );
