/** All that an author may write, read from what checks and runs it, so that no page can say something else. */
import type { EditorRegistry } from '../editor/registry.ts';
import type { Entry } from './entry.ts';
import { channelEntries, fileEntries, lineEntries } from './file-entries.ts';
import { conditionEntries, triggerEntries } from './question-entries.ts';
import { stepEntries, stepGroups, stepOptionsEntry } from './step-entries.ts';

export type { Entry } from './entry.ts';

/** Group → entries, in the order in which one learns them. */
export function referenceOf(registry: EditorRegistry): Map<string, Entry[]> {
  const steps = Map.groupBy(stepEntries(), ({ group }) => group);
  const rest = [
    stepOptionsEntry(),
    ...triggerEntries(),
    ...conditionEntries(),
    ...channelEntries(),
    ...fileEntries(registry),
    ...lineEntries(registry),
  ];
  const groups = new Map(
    Object.values(stepGroups).flatMap((group) => (steps.has(group) ? [[group, steps.get(group) ?? []] as const] : [])),
  );
  for (const [group, entries] of Map.groupBy(rest, (entry) => entry.group)) groups.set(group, entries);
  return groups;
}
