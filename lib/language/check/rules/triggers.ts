/** What a trigger names must exist, and what it waits for must be able to come: else nobody ever enters, or one person for ever. */
import type { TriggerReference } from '../../define-trigger.ts';
import { triggerKind } from '../../registry.ts';
import type { ScheduleTimes } from '../../schedule-times.ts';
import { SCHEDULE } from '../../triggers/schedule.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { DefinitionRule, Known, TriggerRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';
import { unknownField } from './fields.ts';
import { unknownSegment } from './segments.ts';
import { valueProblems } from './typed-values.ts';

type Place = (string | number)[];
type Finder = (name: string, known: Known, path: Place) => Problem | undefined;

/** Forms and events have rules of their own, which conditions share. */
const finders: Partial<Record<TriggerReference['kind'], Finder>> = {
  segment: (name, { segments }, path) =>
    segments && !segments.has(name) ? unknownSegment(name, segments.keys(), path) : undefined,
  field: (name, { settings }, path) => unknownField(name, settings, path),
  survey(name, { settings }, path) {
    const known = settings?.surveys;
    if (!known || Object.hasOwn(known, name)) return undefined;
    const wayOut = `A new one is written in \`surveys/${name}.yaml\`.`;
    return unknownName({ code: 'WM240', what: 'survey', name, known: Object.keys(known), path, wayOut });
  },
  definition(name, { definitions: known }, path) {
    if (!known || known.has(name)) return undefined;
    const wayOut = `A new one is written in \`journeys/${name}.yaml\`.`;
    return unknownName({ code: 'WM244', what: 'journey or workflow', name, known: known.keys(), path, wayOut });
  },
  template(name, { templates: known }, path) {
    if (!known || known.has(name)) return undefined;
    const wayOut = `A new one is written in \`templates/${name}.email.mjml\`.`;
    return unknownName({ code: 'WM207', what: 'template', name, known: known.keys(), path, wayOut });
  },
};

export const triggerNamesExist: TriggerRule = ({ trigger, item, path }, known) => {
  if (!item.isUsable) return [];
  const references = triggerKind(item.kind).refersTo?.(trigger) ?? [];
  return references.flatMap(({ kind, name, at }) => {
    const list = item.raw[at];
    const place = [...pathTo(item, path, at), ...(Array.isArray(list) ? [list.indexOf(name)] : [])];
    return finders[kind]?.(name, known, place) ?? [];
  });
};

/** `to` must be something that the field can come to be. */
export const triggerFieldFits: TriggerRule = ({ trigger, item, path }, { settings }) => {
  const field = String(trigger.head);
  if (item.kind !== 'field' || !item.isUsable || !settings?.contact || !Object.hasOwn(settings.contact, field))
    return [];
  const type = settings.contact[field];
  const { to } = trigger;
  if (Array.isArray(to)) return to.flatMap((one, index) => valueProblems(field, type, one, [...path, 'to', index]));
  return to === undefined ? [] : valueProblems(field, type, to, [...path, 'to']);
};

export const triggerDateIsOne: TriggerRule = ({ trigger, item, path }, { settings }) => {
  if (item.kind !== 'date' || !item.isUsable) return [];
  if (trigger['before'] !== undefined && trigger['after'] !== undefined) {
    const message = '`before` and `after` point both ways.';
    return [{ code: 'WM461', message, hint: 'Keep one of the two.', path: [...path, 'after'], on: 'key' }];
  }
  const name = String(trigger.head);
  const type = settings?.contact && Object.hasOwn(settings.contact, name) ? settings.contact[name] : undefined;
  if (type !== 'yes-no' && typeof type !== 'object') return [];
  const holds = type === 'yes-no' ? 'yes or no' : `one of ${type.choices.join(', ')}`;
  const hint = 'Name a field of the type `date` or `moment`.';
  const message = `\`${name}\` never holds a date: it is ${holds}.`;
  return [{ code: 'WM228', message, hint, path: [...path, item.headKey] }];
};

export const silenceIsWhole: TriggerRule = ({ trigger, item, path }) => {
  if (!item.isWhole || !item.fields.byKey.has('not-followed-by')) return [];
  const [what, time] = [trigger['not-followed-by'], trigger['for']];
  if ((what === undefined) === (time === undefined)) return [];
  if (what === undefined) {
    const message = '`for` does not say what is missed for so long.';
    return [{ code: 'WM485', message, hint: 'Add `not-followed-by: <event>`.', path: [...path, 'for'], on: 'key' }];
  }
  const message = '`not-followed-by` does not say how long it is waited for.';
  return [{ code: 'WM485', message, hint: 'Add `for: 1 hour`.', path: [...path, 'not-followed-by'], on: 'key' }];
};

/** Nobody enters by a day that has been. */
export const scheduleIsAhead: TriggerRule = ({ trigger, item, path }, { today }) => {
  if (item.kind !== SCHEDULE || !item.isWhole || today === undefined) return [];
  const { once } = trigger.head as ScheduleTimes;
  if (once === undefined || once.slice(0, 10) >= today) return [];
  const message = 'This has come already, and comes once only.';
  return [
    {
      code: 'WM488',
      severity: 'warning',
      message,
      hint: 'Write another day, or take it out.',
      path: [...path, item.headKey],
    },
  ];
};

/** Only a segment holds anybody before a launch. */
export const backfillHasSegment: DefinitionRule = ({ values, triggers, kind }) => {
  const isEntered = triggers.some(({ trigger }) => trigger.kind === 'segment' && trigger['leaves'] !== true);
  if (values.backfill !== true || isEntered) return [];
  const message = `\`backfill\` lets in who is in a segment at the launch, and no trigger of this ${kind} is one.`;
  return [{ code: 'WM489', message, hint: 'Add `- segment: <name>`, or take it out.', path: ['backfill'], on: 'key' }];
};

/** A birthday journey that each contact may enter once in a lifetime. */
export const yearlyMayComeAgain: DefinitionRule = ({ kind, values, triggers }) => {
  const yearly = triggers.find(({ trigger }) => trigger.kind === 'date' && trigger['yearly'] === true);
  const { again = kind === 'journey' ? 'never' : 'always' } = values;
  if (!yearly || again !== 'never') return [];
  const message = 'Its date comes every year, and each contact enters once only.';
  const hint = 'Write `again: always`.';
  return [{ code: 'WM486', severity: 'warning', message, hint, path: [...yearly.path, 'yearly'], on: 'key' }];
};

/** One that starts when another has ended, which starts when this one has: round and round, with nobody doing anything. */
export const endsLeadOn: DefinitionRule = (definition, { definitions }) => {
  const { name, kind } = definition;
  if (name === undefined) return [];
  return endedIn(definition).flatMap(({ head, path }): Problem[] => {
    const isOwn = head === name;
    const readOf = (one: string) => (one === name ? definition : definitions?.get(one)?.read);
    if (!isOwn && !leadsTo(name, head, readOf)) return [];
    const message = isOwn
      ? `This ${kind} starts when it ends itself.`
      : `\`${head}\` starts when this ${kind} has ended, and this one when that has: round and round.`;
    const hint = isOwn
      ? 'Use `repeat`, or name another one.'
      : 'Name an `outcome` that ends the round, or `again: never`.';
    return [{ code: 'WM487', message, hint, path }];
  });
};

const endedIn = ({ triggers }: ReadDefinition) =>
  triggers.flatMap(({ trigger, item, path }) =>
    trigger.kind === 'ended' && item.isUsable
      ? [{ head: String(trigger.head), path: [...path, item.headKey], isNarrow: trigger['outcome'] !== undefined }]
      : [],
  );

/** By triggers that ask for no outcome, of definitions that may always be entered again. */
function leadsTo(from: string, to: string, readOf: (name: string) => ReadDefinition | undefined): boolean {
  const seen = new Set<string>();
  const reaches = (name: string): boolean => {
    const read = readOf(name);
    if (!read || seen.has(name) || !mayAlwaysEnter(read)) return false;
    seen.add(name);
    return endedIn(read).some(({ head, isNarrow }) => !isNarrow && (head === from || reaches(head)));
  };
  const own = readOf(from);
  return (
    own !== undefined &&
    mayAlwaysEnter(own) &&
    endedIn(own).some(({ head, isNarrow }) => head === to && !isNarrow) &&
    reaches(to)
  );
}

const mayAlwaysEnter = ({ kind, values }: ReadDefinition): boolean =>
  (values.again ?? (kind === 'journey' ? 'never' : 'always')) === 'always';
