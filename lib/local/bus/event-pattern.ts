/** Which events a rule lets through, read as EventBridge reads its patterns: every field named must match. */
import type { Json } from '../../language/json.ts';

export type Matcher =
  | string
  | number
  | boolean
  | null
  | { prefix: string }
  | { suffix: string }
  | { exists: boolean }
  | { 'anything-but': string | string[] };

export type EventPattern = { [field: string]: Matcher[] | EventPattern };

/** A list in the event matches if one of its values does. */
export function matchesPattern(pattern: EventPattern, event: Json | undefined): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = isMap(event) && Object.hasOwn(event, field) ? event[field] : undefined;
    if (!Array.isArray(wanted)) return matchesPattern(wanted, value);
    const values = Array.isArray(value) ? value : [value];
    return wanted.some((matcher) => values.some((one) => matches(matcher, one)));
  });
}

function matches(matcher: Matcher, value: Json | undefined): boolean {
  if (typeof matcher !== 'object' || matcher === null) return value === matcher;
  if ('exists' in matcher) return (value !== undefined) === matcher.exists;
  if (typeof value !== 'string') return false;
  if ('prefix' in matcher) return value.startsWith(matcher.prefix);
  if ('suffix' in matcher) return value.endsWith(matcher.suffix);
  return ![matcher['anything-but']].flat().includes(value);
}

const isMap = (value: Json | undefined): value is { [key: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
