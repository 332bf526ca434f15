/** The little of DynamoDB's expressions that our adapters speak; what it does not know it refuses, so that nothing is counted wrongly. */
import type { Image } from '../../../functions/aws/item.ts';

export interface Expression {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Image;
}

type Value = Image[string] | undefined;

const plain = (value: Value) => value?.S ?? (value?.N === undefined ? value?.BOOL : Number(value.N));

/** `a = :b AND #c IN (:d, :e) OR attribute_not_exists(#f)`: AND before OR, no brackets. */
export function holds(text: string | undefined, standing: Image | undefined, expression: Expression): boolean {
  if (!text) return true;
  return text
    .split(' OR ')
    .some((all) => all.split(' AND ').every((one) => holdsOne(one.trim(), standing, expression)));
}

function holdsOne(text: string, standing: Image | undefined, expression: Expression): boolean {
  const value = (word: string) => valueNamed(word, standing, expression);
  const [, exists, name] = /^attribute_(exists|not_exists)\((#\w+)\)$/.exec(text) ?? [];
  if (exists) return (value(name!) !== undefined) === (exists === 'exists');
  const [, left, operator, right] = /^(#\w+) (=|<>) (:\w+)$/.exec(text) ?? [];
  if (operator) {
    const isSame = value(left!) !== undefined && plain(value(left!)) === plain(value(right!));
    // DynamoDB holds what is missing to differ from everything.
    return (operator === '=') === isSame;
  }
  const [, asked, list] = /^(#\w+) IN \(([^)]*)\)$/.exec(text) ?? [];
  if (asked) return list!.split(', ').some((one) => value(asked) && plain(value(asked)) === plain(value(one)));
  throw new Error(`Not a condition of ours: ${text}`);
}

function valueNamed(word: string, standing: Image | undefined, expression: Expression): Value {
  if (word.startsWith('#')) return standing?.[expression.ExpressionAttributeNames?.[word] ?? ''];
  return expression.ExpressionAttributeValues?.[word];
}

/** `SET #a = :b, #n = if_not_exists(#n, :zero) + :one` */
export function updated(text: string, standing: Image, expression: Expression): Image {
  const after = { ...standing };
  for (const [, name, said] of text.replace(/^SET /, '').matchAll(/(#\w+) = ([^,(]+\([^)]*\)[^,]*|[^,]+)/g)) {
    after[expression.ExpressionAttributeNames![name!]!] = saidValue(said!.trim(), standing, expression);
  }
  return after;
}

function saidValue(said: string, standing: Image, expression: Expression): Image[string] {
  const [, name, otherwise, more] = /^if_not_exists\((#\w+), (:\w+)\) \+ (:\w+)$/.exec(said) ?? [];
  if (name) {
    const base = valueNamed(name, standing, expression) ?? valueNamed(otherwise!, standing, expression);
    return { N: String(Number(plain(base)) + Number(plain(valueNamed(more!, standing, expression)))) };
  }
  const value = said.startsWith(':') ? valueNamed(said, standing, expression) : undefined;
  if (!value) throw new Error(`Not an update of ours: ${said}`);
  return value;
}
