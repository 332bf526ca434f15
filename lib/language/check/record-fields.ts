/** What is known of a ticket, a deal or an order: what its listed events bring along, all of them together. */
import type { FieldType } from '../project.ts';
import type { RecordKind } from '../things.ts';
import type { Known } from './known.ts';

/** What each has, listed or not. */
const own = ['id', 'status', 'createdAt'];

/** `undefined` where anything may be meant: no event of it is listed, or one without what it carries. */
export function recordFields(kind: RecordKind, known: Known): string[] | undefined {
  const listed = eventsOf(kind, known);
  if (listed.length === 0 || listed.some((fields) => Object.keys(fields).length === 0)) return undefined;
  return [...new Set([...own, ...listed.flatMap((fields) => Object.keys(fields))])];
}

/** Where several events bring a value along, it has a type only if they agree; a status is also made of an event's name. */
export function recordTypes(kind: RecordKind, known: Known): Record<string, FieldType> {
  const listed = eventsOf(kind, known);
  const types = listed.flatMap((fields) => Object.entries(fields)).filter(([name]) => name !== 'status');
  const isAgreed = ([name, type]: [string, FieldType]) =>
    types.every(([other, one]) => other !== name || JSON.stringify(one) === JSON.stringify(type));
  return Object.fromEntries(types.filter(isAgreed));
}

const eventsOf = (kind: RecordKind, { settings }: Known) =>
  Object.entries(settings?.events ?? {}).flatMap(([name, fields]) => (name.startsWith(`${kind}.`) ? [fields] : []));
