/** What may stand at a path, as far as the team has written it down: only then can a comparison be seen to be a mistake. */
import type { FieldType } from '../project.ts';
import { isRecordKind } from '../things.ts';
import type { ReadDefinition } from './definition-file.ts';
import type { Known } from './known.ts';
import { once } from './once.ts';
import { recordTypes } from './record-fields.ts';

/** Root → the types of what may follow it. What is not there may be anything. */
export type TypeScope = ReadonlyMap<string, Readonly<Record<string, FieldType>>>;

/** The type at `contact.plan`, `event.total`, `input.reason`; `undefined` where nobody has said. */
export function typeOfPath(path: string, scope: TypeScope): FieldType | undefined {
  const [root = '', name, ...deeper] = path.split('.');
  const inside = scope.get(root);
  if (!inside || name === undefined || deeper.length > 0 || !Object.hasOwn(inside, name)) return undefined;
  return inside[name];
}

/** Finds the type of a path; the definition left out: as a segment sees it. */
export function typeFinder(known: Known, definition?: ReadDefinition): (path: string) => FieldType | undefined {
  return (path) => typeOfPath(path, typesOf(known, definition));
}

/** Left out, the definition: what a segment may ask about. */
export const typesOf = (known: Known, definition?: ReadDefinition): TypeScope =>
  definition ? typesWithin(definition, known) : new Map([['contact', known.settings?.contact ?? {}]]);

const typesWithin = once((definition, known): TypeScope => {
  const inputs = Object.entries(definition.values.input ?? {}).map(([name, { type }]) => [name, type] as const);
  const { subject } = definition.values;
  return new Map<string, Readonly<Record<string, FieldType>>>([
    ['contact', known.settings?.contact ?? {}],
    ['input', Object.fromEntries(inputs)],
    ...(isRecordKind(subject) ? [[subject, recordTypes(subject, known)] as const] : []),
    ['event', triggerTypes(definition, known)],
  ]);
});

/** Where several triggers bring a value along, it has a type only if they agree. */
function triggerTypes({ triggers, raw, name }: ReadDefinition, known: Known): Record<string, FieldType> {
  const isWhole = Array.isArray(raw['when']) && triggers.length === raw['when'].length;
  if (!isWhole || (name !== undefined && known.called?.has(name))) return {};
  const [first, ...others] = triggers.map(({ trigger }) => dataTypes(trigger.kind, String(trigger.head), known));
  if (!first || others.includes(undefined)) return {};
  const isAgreed = (value: string, type: FieldType) =>
    others.every((data) => data && (!Object.hasOwn(data, value) || isSameType(data[value], type)));
  return Object.fromEntries(Object.entries(first).filter(([value, type]) => isAgreed(value, type)));
}

const isSameType = (one: FieldType | undefined, other: FieldType) => JSON.stringify(one) === JSON.stringify(other);

/** What an event or a form brings along; `undefined` where nobody has listed it. */
export function dataTypes(kind: string, name: string, known: Known): Readonly<Record<string, FieldType>> | undefined {
  if (kind === 'form') return formTypes(name, known);
  const events = known.settings?.events;
  return kind === 'event' && events && Object.hasOwn(events, name) ? events[name] : undefined;
}

function formTypes(name: string, { forms }: Known): Record<string, FieldType> | undefined {
  const fields = forms?.get(name)?.fields;
  if (!fields) return undefined;
  const typed = Object.entries(fields).map(([field, { choices }]): [string, FieldType] => [
    field,
    choices ? { choices } : 'text',
  ]);
  return Object.fromEntries(typed);
}
