/** Which definitions of a project let many in at once: when a schedule's time comes, or at their launch. */
import type { CheckedCondition } from '../language/checked.ts';
import type { ScheduleTimes } from '../language/schedule-times.ts';
import { SCHEDULE } from '../language/triggers/schedule.ts';
import { firstZone } from '../language/zones.ts';
import { keyOf } from './keys.ts';
import type { BackFill, PlannedIntake, Publication } from './ports.ts';
import { ruleAndFamilies } from './watched-things.ts';

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

/** One that was there before, and is the same, was launched then. */
export function backFillsIn({ versions, segments, at }: Publication, earlier: readonly BackFill[] = []): BackFill[] {
  return versions.flatMap(({ version: { name: definition, definition: defined } }) => {
    if (!defined.backfill) return [];
    const entered = defined.when.filter(({ kind, leaves }) => kind === 'segment' && leaves !== true);
    return [...new Set(entered.map(({ head }) => String(head)))].map((segment): BackFill => {
      const { rule, families } = ruleAndFamilies(segment, segments);
      const isSame = (one: BackFill) => one.definition === definition && one.segment === segment && one.rule === rule;
      const since = earlier.find(isSame)?.since ?? at;
      return { definition, segment, since, families, ...(rule !== undefined && { rule }) };
    });
  });
}
