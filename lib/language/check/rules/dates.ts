/** A field that can never hold a date would end every run that waits for it. */
import type { FieldType } from '../../project.ts';
import { stepKind } from '../../registry.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { ReadItem } from '../dispatch.ts';
import type { Known, StepRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo } from '../unknown-name.ts';

export const waitedForIsDate: StepRule = ({ step, item, path }, definition, known) =>
  namedPaths(item, step, path).flatMap(({ name, place }): Problem[] => {
    const type = typeAt(name, definition, known);
    if (type !== 'yes-no' && typeof type !== 'object') return [];
    const holds = type === 'yes-no' ? 'yes or no' : `one of ${type.choices.join(', ')}`;
    const hint = 'Name a field of the type `date` or `moment`.';
    return [{ code: 'WM228', message: `\`${name}\` never holds a date: it is ${holds}.`, hint, path: place }];
  });

/** The paths that a step itself is about, each at its own place. */
export function namedPaths(item: ReadItem, step: object, path: Problem['path']) {
  const references = item.isUsable ? (stepKind(item.kind).refersTo?.(step as never) ?? []) : [];
  return references.flatMap(({ kind, name, at }) => {
    if (kind !== 'path') return [];
    const written = item.raw[at];
    const inside = Array.isArray(written) ? [written.indexOf(name)] : [];
    return [{ name, place: [...pathTo(item, path, at), ...inside] }];
  });
}

/** As far as somebody has written it down. */
function typeAt(name: string, { values, triggers }: ReadDefinition, { settings }: Known): FieldType | undefined {
  const [root, field = '', ...deeper] = name.split('.');
  if (deeper.length > 0) return undefined;
  if (root === 'contact') return own(settings?.contact, field);
  if (root === 'input') return own(values.input, field)?.type;
  const [trigger, ...others] = triggers;
  if (root !== 'event' || trigger?.trigger.kind !== 'event' || others.length > 0) return undefined;
  return own(own(settings?.events, String(trigger.trigger.head)), field);
}

const own = <Value>(from: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
  from && Object.hasOwn(from, key) ? from[key] : undefined;
