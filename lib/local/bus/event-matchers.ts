/** The tests that a rule of ours may put to one value of an event. */
import type { Plain } from './event-fields.ts';

export type Matcher =
  | Plain
  | { prefix: string }
  | { suffix: string }
  | { exists: boolean }
  | {
      'anything-but':
        | string
        | number
        | string[]
        | number[]
        | { prefix: string | string[] }
        | { suffix: string | string[] };
    };

/** `absent`: it is content if the field is not there. */
export type Accepts = 'absent' | ((value: Plain) => boolean);
type Refuse = (why: string) => Error;

export function readMatcher(matcher: Matcher, refuse: Refuse): Accepts {
  if (typeof matcher !== 'object' || matcher === null) return (value) => value === matcher;
  const [[kind, wanted] = ['nothing', undefined], ...others] = Object.entries(matcher) as [string, unknown][];
  if (others.length > 0) throw refuse('tests two things at once');
  if (kind === 'exists' && typeof wanted === 'boolean') return wanted ? () => true : 'absent';
  if (kind === 'anything-but') {
    const accepts = readExcluded(wanted, refuse);
    return (value) => !accepts(value);
  }
  return readText(kind, wanted, refuse);
}

function readExcluded(wanted: unknown, refuse: Refuse): (value: Plain) => boolean {
  if (typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted)) {
    const [[kind, texts] = ['nothing', undefined], ...others] = Object.entries(wanted);
    if (others.length > 0) throw refuse('excludes two things at once');
    const tests = [texts].flat().map((text) => readText(kind, text, refuse));
    if (tests.length === 0) throw refuse('excludes nothing');
    return (value) => tests.some((test) => test(value));
  }
  const values: unknown[] = [wanted].flat();
  const isOf = (type: string) => values.length > 0 && values.every((value) => typeof value === type);
  if (!isOf('string') && !isOf('number')) throw refuse('excludes neither texts nor numbers');
  return (value) => values.includes(value);
}

function readText(kind: string, wanted: unknown, refuse: Refuse): (value: Plain) => boolean {
  if (typeof wanted === 'string') {
    if (kind === 'prefix') return (value) => typeof value === 'string' && value.startsWith(wanted);
    if (kind === 'suffix') return (value) => typeof value === 'string' && value.endsWith(wanted);
  }
  throw refuse(`has a \`${kind}\` that is not read here`);
}
