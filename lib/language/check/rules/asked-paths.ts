/** A condition on a path that leads nowhere would be a decision that is always no. */
import type { ConditionRule } from '../known.ts';
import { contactScope, pathProblem, scopeOf } from '../path-scope.ts';
import { pathTo } from '../unknown-name.ts';

/** Before a run there is only what starts it; a segment knows its contacts and nothing else. */
const beforeRun = new Set(['contact', 'event', 'entry']);

export const askedPathLeads: ConditionRule = ({ item, inRun, path, refersTo }, { known, definition }) =>
  refersTo.flatMap(({ kind, name, at }) => {
    if (kind !== 'path') return [];
    const all = definition ? scopeOf(definition, known) : contactScope(known.settings);
    const scope = inRun ? all : new Map([...all].filter(([root]) => beforeRun.has(root)));
    const problem = pathProblem(name, scope);
    return problem ? [{ ...problem, path: pathTo(item, path, at) }] : [];
  });
