/** Definitions that call each other in a ring would start runs without end; segments in a ring have no members. */
import type { Problem, Report } from '../report.ts';
import { pathTo } from '../unknown-name.ts';
import { startsOf } from './calls.ts';
import type { ProjectRule } from './project-rule.ts';

interface Edge {
  to: string;
  report: Report;
  path: Problem['path'];
}

export const callsEnd: ProjectRule = ({ definitions }) => {
  const edges = new Map<string, Edge[]>();
  for (const { name, steps, report } of definitions) {
    if (name === undefined) continue;
    const calls = steps.flatMap((found) =>
      startsOf(found).map(({ name: to, at }) => ({ to, report, path: pathTo(found.item, found.path, at) })),
    );
    edges.set(name, calls);
  }
  return ringsIn(edges).map(({ ring, edge }) => {
    const message = `Calls go round in a ring: ${ring.join(' → ')}.`;
    const hint = 'Take one of these calls out; what both need goes into a workflow that calls neither.';
    return { report: edge.report, problem: { code: 'WM436', message, hint, path: edge.path } };
  });
};

export const segmentsEnd: ProjectRule = ({ segments }) => {
  const edges = new Map<string, Edge[]>();
  for (const { segment, conditions, report } of segments) {
    if (segment.name === undefined) continue;
    const asked = conditions.flatMap(({ item, path, refersTo }) =>
      refersTo.flatMap(({ kind, name, at }) =>
        kind === 'segment' ? [{ to: name, report, path: pathTo(item, path, at) }] : [],
      ),
    );
    edges.set(segment.name, asked);
  }
  return ringsIn(edges).map(({ ring, edge }) => {
    const message = `Segments ask for each other in a ring: ${ring.join(' → ')}.`;
    const hint = 'Write the conditions out in one of them.';
    return { report: edge.report, problem: { code: 'WM436', message, hint, path: edge.path } };
  });
};

/** Each ring once, with the edge that closes it. */
function ringsIn(edges: ReadonlyMap<string, Edge[]>): { ring: string[]; edge: Edge }[] {
  const rings: { ring: string[]; edge: Edge }[] = [];
  const done = new Set<string>();
  const visit = (name: string, way: string[]) => {
    if (done.has(name)) return;
    for (const edge of edges.get(name) ?? []) {
      const start = [...way, name].indexOf(edge.to);
      if (start >= 0) rings.push({ ring: [...[...way, name].slice(start), edge.to], edge });
      else visit(edge.to, [...way, name]);
    }
    done.add(name);
  };
  for (const name of edges.keys()) visit(name, []);
  return rings;
}
