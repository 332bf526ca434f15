/** Who enters otherwise, what ends a run otherwise: the head of a definition, key by key. */
import type { CheckedDefinition } from '../definition.ts';
import { sayAny, sayGoal, sayTrigger } from '../definition-words.ts';
import { sayConditions } from '../step-words.ts';
import { type Change, type Said, sayChange } from './change.ts';
import { compareValues } from './values.ts';

type HeadChange = Omit<Change, 'of' | 'name'>;

export function compareHeads(before: CheckedDefinition, after: CheckedDefinition): HeadChange[] {
  return [
    ...compareLists('trigger', 'starts by', before.when.map(sayTrigger), after.when.map(sayTrigger)),
    ...audience(before, after),
    ...compareNamed('goal', mapped(before.goals, sayGoal), mapped(after.goals, sayGoal)),
    ...compareNamed('exit', mapped(before.exit, sayConditions), mapped(after.exit, sayConditions)),
    ...otherKeys(before, after),
  ];
}

/** Keys with words of their own, and those that are told elsewhere. */
const told = new Set(['name', 'steps', 'when', 'if', 'goals', 'exit', 'was']);

/** Whatever else the head holds, so that a new key needs no line here. */
function otherKeys(before: CheckedDefinition, after: CheckedDefinition): HeadChange[] {
  const [was, is] = [Object.entries(before), Object.entries(after)].map((entries) => new Map<string, unknown>(entries));
  const keys = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter((key) => !told.has(key));
  return keys.flatMap((key) => {
    const label = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return compareValues(label, sayPeriod(was?.get(key)), sayPeriod(is?.get(key))).map((said) => ({
      ...said,
      what: label,
      at: label,
    }));
  });
}

/** `{ after: 90 days }` is written `after 90 days`. */
function sayPeriod(value: unknown): unknown {
  const isPeriod = typeof value === 'object' && value !== null && Object.keys(value).join() === 'after';
  return isPeriod ? `after ${sayAny((value as { after: unknown }).after)}` : value;
}

function audience({ if: before }: CheckedDefinition, { if: after }: CheckedDefinition): HeadChange[] {
  const [was, is] = [before && sayConditions(before), after && sayConditions(after)];
  return was === is ? [] : [{ ...sayChange('audience', 'for whom', was ?? 'everybody', is ?? 'everybody'), at: 'if' }];
}

function compareLists(what: string, label: string, was: string[], is: string[]): HeadChange[] {
  const gone = was.filter((one) => !is.includes(one)).map((one): Said => sayChange(what, label, one, undefined));
  const added = is.filter((one) => !was.includes(one)).map((one): Said => sayChange(what, label, undefined, one));
  return [...added, ...gone];
}

function compareNamed(what: string, was: Map<string, string>, is: Map<string, string>): HeadChange[] {
  const names = [...new Set([...is.keys(), ...was.keys()])];
  const changes = names.flatMap((name): HeadChange[] => {
    const [old, now] = [was.get(name), is.get(name)];
    return old === now ? [] : [{ ...sayChange(what, `${what} ${name}`, old, now), at: name }];
  });
  const [first, nowFirst] = [[...was.keys()][0], [...is.keys()][0]];
  const isOther = what === 'goal' && first !== undefined && nowFirst !== undefined && first !== nowFirst;
  return isOther
    ? [...changes, { ...sayChange(what, 'the goal that counts', first, nowFirst), at: nowFirst }]
    : changes;
}

const mapped = <Value>(values: Record<string, Value>, say: (value: Value) => string): Map<string, string> =>
  new Map(Object.entries(values).map(([name, value]) => [name, say(value)]));
