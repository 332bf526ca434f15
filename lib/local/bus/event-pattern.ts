/** Which events a rule lets through, read as EventBridge reads its patterns: every field named must match. */
import type { Json } from '../../language/json.ts';
import { type EventField, fieldsOf, type Places } from './event-fields.ts';
import { type Accepts, type Matcher, readMatcher } from './event-matchers.ts';

export type EventPattern = { [field: string]: Matcher[] | EventPattern };

/** One field of the pattern: one of these matchers must accept it. */
interface Wanted {
  path: string;
  accepts: Accepts[];
}

/** Throws on what EventBridge refuses, and on what is not read here: a rule that quietly matched nothing would lose events. */
export function compilePattern(pattern: EventPattern): (event: Json) => boolean {
  // In this order EventBridge goes through them, on which it depends what counts as absent.
  const wanted = wantedBy(pattern, []).sort((a, b) => (a.path < b.path ? -1 : 1));
  return (event) => fits(wanted, fieldsOf(event), new Map());
}

function wantedBy(pattern: EventPattern, path: string[]): Wanted[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw refused(path, 'names no field');
  return entries.flatMap(([field, wanted]) => {
    const here = [...path, field];
    if (field.startsWith('$')) throw refused(here, 'is not read here');
    if (!Array.isArray(wanted)) {
      if (typeof wanted === 'object' && wanted !== null) return wantedBy(wanted, here);
      throw refused(here, 'is neither a list of values nor a map of fields');
    }
    if (wanted.length === 0) throw refused(here, 'lists no value');
    return {
      path: here.join('.'),
      accepts: wanted.map((matcher) => readMatcher(matcher, (why) => refused(here, why))),
    };
  });
}

/** Of a list of maps, one item must have all that the pattern asks of its fields. */
function fits([first, ...others]: Wanted[], fields: Map<string, EventField[]>, taken: Places): boolean {
  if (!first) return true;
  const found = (fields.get(first.path) ?? []).filter(({ places }) => agree(places, taken));
  return first.accepts.some((accepts) =>
    accepts === 'absent'
      ? found.length === 0 && fits(others, fields, taken)
      : found.some(({ value, places }) => accepts(value) && fits(others, fields, new Map([...taken, ...places]))),
  );
}

const agree = (places: Places, taken: Places): boolean =>
  [...places].every(([list, index]) => !taken.has(list) || taken.get(list) === index);

const refused = (path: string[], why: string): Error =>
  new SyntaxError(`The event pattern's \`${path.join('.') || '$'}\` ${why}.`);
