/** What the triggers of a project keep an eye on, each thing once, however many definitions start on it. */
import { familiesOfConditions } from '../language/asked-families.ts';
import type { CheckedCondition, CheckedTrigger } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import type { Segment } from '../language/project.ts';
import { conditionKind, triggerKind } from '../language/registry.ts';
import { isRecordKind } from '../language/things.ts';
import { MEMBERSHIP } from '../language/triggers/segment.ts';
import type { Listeners, Publication, WatchedThing } from './ports.ts';

type Defined = Pick<CheckedDefinition, 'per' | 'subject' | 'timeZone'>;

const recordIn = (subject: CheckedDefinition['subject']) => (isRecordKind(subject) ? subject : undefined);

const ruleOf = (name: string | undefined, segments: readonly Segment[]): CheckedCondition[] | undefined =>
  segments.find((segment) => segment.name === name)?.if;

/** `undefined` for a trigger that starts on what happens. Whoever is put into a segment by hand happens to be, too. */
export function watchNameOf(
  trigger: CheckedTrigger,
  { per, subject, timeZone }: Defined,
  segments: readonly Segment[],
): { family: string; name: string } | undefined {
  const { watch } = triggerKind(trigger.kind);
  const segment = watch?.segment?.(trigger);
  if (segment !== undefined && !ruleOf(segment, segments)) return undefined;
  const name = watch?.name(trigger, { per, subject: recordIn(subject), timeZone });
  return watch && name !== undefined ? { family: watch.family, name } : undefined;
}

/** One that was there before, and is the same, is asked about since then. */
export function watchesIn(
  { versions, segments, at }: Publication,
  earlier: readonly WatchedThing[] = [],
): WatchedThing[] {
  const things = new Map<string, WatchedThing>();
  for (const { version } of versions) {
    const { per, subject, timeZone, when } = version.definition;
    for (const trigger of when) {
      const named = watchNameOf(trigger, version.definition, segments);
      const { watch } = triggerKind(trigger.kind);
      if (!named || !watch) continue;
      const conditions = ruleOf(watch.segment?.(trigger), segments);
      const rule = conditions && JSON.stringify(nestedRules(conditions, segments));
      const families = [...watch.families(trigger), ...familiesOfConditions(conditions ?? [], segments)];
      const before = earlier.find((one) => isSame(one, named) && one.rule === rule);
      things.set(`${named.family}:${named.name}`, {
        ...named,
        trigger,
        per,
        subject: recordIn(subject),
        timeZone,
        families: [...new Set(families)].sort(),
        rule,
        since: before?.since ?? at,
      });
    }
  }
  return [...things.values()].sort((a, b) => (a.family + a.name < b.family + b.name ? -1 : 1));
}

const isSame = (one: Pick<WatchedThing, 'family' | 'name'>, { family, name }: Pick<WatchedThing, 'family' | 'name'>) =>
  one.family === family && one.name === name;

/** What the members of a segment depend on; without a rule, on what is said by hand. */
export function ruleAndFamilies(segment: string, segments: readonly Segment[]): { rule?: string; families: string[] } {
  const conditions = ruleOf(segment, segments);
  if (!conditions) return { families: [] };
  const families = familiesOfConditions(conditions, segments);
  return { rule: JSON.stringify(nestedRules(conditions, segments)), families: [...new Set(families)].sort() };
}

/** With the rules of the segments that it asks about in turn. */
function nestedRules(conditions: readonly CheckedCondition[], segments: readonly Segment[]): unknown[] {
  const seen = new Map<string, readonly CheckedCondition[]>();
  const visit = (condition: CheckedCondition): void => {
    const kind = conditionKind(condition.kind);
    if (kind.joins) (condition.head as CheckedCondition[]).forEach(visit);
    for (const { kind: what, name } of kind.refersTo?.(condition) ?? []) {
      const rule = what === 'segment' && !seen.has(name) ? ruleOf(name, segments) : undefined;
      if (!rule) continue;
      seen.set(name, rule);
      rule.forEach(visit);
    }
  };
  conditions.forEach(visit);
  return [conditions, ...seen];
}

/** Who may enter at any time again enters anew, where the segment still holds them when a run has ended. */
export function restartsIn({ versions }: Publication): Record<string, string[]> {
  const restarts: Record<string, string[]> = {};
  for (const { version } of versions) {
    const { kind: what, again, when } = version.definition;
    // A workflow may always be started again, and does its work once for each reason to.
    if (what !== 'journey' || again !== 'always') continue;
    const entered = when.filter(({ kind, leaves }) => triggerKind(kind).family === MEMBERSHIP && leaves !== true);
    if (entered.length > 0) restarts[version.name] = [...new Set(entered.map(({ head }) => String(head)))];
  }
  return restarts;
}

/** Of groups in which somebody may wait for another one's end. */
export function groupsIn({ versions }: Publication): Record<string, string> {
  const named = versions.map(({ version: { name, definition } }) => ({ ...definition, name }));
  const waiting = new Set(
    named.flatMap(({ group, ifBusy }) => (group !== undefined && ifBusy === 'queue' ? [group] : [])),
  );
  return Object.fromEntries(
    named.flatMap(({ name, group }) => (group !== undefined && waiting.has(group) ? [[name, group]] : [])),
  );
}

/** Whether a change of these families may bring something about that is watched, or end a run that starts anew. */
export const isWatched = (families: readonly string[], { watches, restarts, groups }: Listeners): boolean =>
  watches.some((thing) => families.some((family) => thing.families.includes(family))) ||
  families.some((family) => {
    const ended = family.startsWith('run:') ? family.slice('run:'.length) : undefined;
    return ended !== undefined && (Object.hasOwn(restarts, ended) || Object.hasOwn(groups, ended));
  });
