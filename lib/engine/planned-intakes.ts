/** The schedules of a project: which definition lets many in at once, when, and whom. */
import type { CheckedCondition } from '../language/checked.ts';
import type { ScheduleTimes } from '../language/schedule-times.ts';
import { SCHEDULE } from '../language/triggers/schedule.ts';
import { firstZone } from '../language/zones.ts';
import { keyOf } from './keys.ts';
import type { PlannedIntake, Publication } from './ports.ts';

export function plannedIn({ versions, settings }: Publication): PlannedIntake[] {
  return versions.flatMap(({ version: { name: definition, definition: defined } }) => {
    const zone = firstZone(undefined, defined.timeZone, settings.timeZone);
    return defined.when
      .filter(({ kind }) => kind === SCHEDULE)
      .map((trigger): PlannedIntake => {
        const times = trigger.head as ScheduleTimes;
        const asked = trigger['for'] as CheckedCondition[] | undefined;
        const name = keyOf('schedule', definition, times.text, zone, JSON.stringify(asked ?? []));
        return { name, definition, times, zone, ...(asked && { for: asked }) };
      });
  });
}
