/** Where the stack stands: its time, what is due next, and what is wrong in the newest save. */
import type { StackState } from '../../language/operator-api.ts';
import { nextDueOf } from './due.ts';
import type { Sources } from './sources.ts';
import { zoneOfContact } from './sources.ts';

export async function stateView(sources: Sources): Promise<StackState> {
  const { time, project, problems } = sources;
  const { settings } = project.compiled;
  return {
    project: settings.project,
    now: time.now(),
    zone: zoneOfContact(undefined, settings),
    clock: time.kind,
    nextDue: await nextDueOf(sources),
    problems,
  };
}
