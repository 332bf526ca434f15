/** What is compared with a field, a path or an event's data must be of its type, once somebody has said what that is. */
import type { FieldType } from '../../project.ts';
import { isMap } from '../dispatch.ts';
import type { ConditionRule, Known, StepRule, TriggerRule } from '../known.ts';
import { dataTypes, type TypeScope, typeOfPath, typesOf } from '../path-types.ts';
import type { Problem } from '../report.ts';
import { comparisonProblems, nameOf, valueProblems } from './typed-values.ts';

export const comparedWithItsType: ConditionRule = ({ condition, item, path, refersTo }, { known, definition }) => {
  if (!item.isUsable) return [];
  const scope = () => typesOf(known, definition);
  return [
    ...comparisonProblems(
      String(condition.head),
      askedType(item.kind, condition.head, refersTo, scope, known.settings?.contact),
      condition,
      path,
    ),
    ...refersTo.flatMap((reference) => dataProblems(reference, condition, path, known)),
  ];
};

export const triggeredWithItsType: TriggerRule = ({ trigger, path, refersTo }, known) =>
  refersTo.flatMap((reference) =>
    reference.at === 'not-followed-by' ? [] : dataProblems(reference, trigger, path, known),
  );

/** Liquid and `{ from: … }` are known when the step runs. */
export const setToItsType: StepRule = ({ step, item, path }, _definition, { settings }) => {
  const set = item.kind === 'update' && step.head === 'contact' ? step['set'] : undefined;
  if (!isMap(set) || !settings?.contact) return [];
  return Object.entries(set).flatMap(([name, value]) => {
    if (value === null || typeof value === 'object' || (typeof value === 'string' && value.includes('{'))) return [];
    return valueProblems(name, own(settings.contact, name), value, [...path, 'set', name]);
  });
};

function askedType(
  kind: string,
  head: unknown,
  references: readonly { kind: string; name: string }[],
  scope: () => TypeScope,
  contact: Readonly<Record<string, FieldType>> | undefined,
): FieldType | undefined {
  if (kind === 'score') return 'number';
  if (kind === 'value') return typeOfPath(String(head), scope());
  const field = references.find((reference) => reference.kind === 'field');
  return field && own(contact, field.name);
}

/** `where` and `total`, by what the event or the form brings along. */
function dataProblems(
  { kind, name }: { kind: string; name: string },
  asked: Record<string, unknown>,
  path: Problem['path'],
  known: Known,
): Problem[] {
  const types = dataTypes(kind, name, known);
  if (!types) return [];
  const where = isMap(asked['where']) ? Object.entries(asked['where']) : [];
  const compared = where.flatMap(([value, wanted]) => {
    const [type, at] = [own(types, value), [...path, 'where', value]];
    return isMap(wanted) ? comparisonProblems(value, type, wanted, at) : valueProblems(value, type, wanted, at);
  });
  const { total } = asked;
  const type = typeof total === 'string' ? own(types, total) : undefined;
  if (type === undefined || type === 'number' || type === 'text') return compared;
  const message = `\`${total}\` cannot be added up: it is ${nameOf(type)}.`;
  return [
    ...compared,
    { code: 'WM250', message, hint: 'Name a number that the event carries.', path: [...path, 'total'] },
  ];
}

const own = (types: Readonly<Record<string, FieldType>> | undefined, name: string): FieldType | undefined =>
  types && Object.hasOwn(types, name) ? types[name] : undefined;
