/** Reads and writes the paths by which a state reaches a run's data. Each path is taken apart once, when its machine is. */
import { STATES_ERROR } from '../../compiler/asl.ts';
import type { Json, JsonMap } from '../../language/json.ts';
import { excerpt, StatesError } from './errors.ts';
import { type Execution, tokenOf } from './execution.ts';

/** `undefined` means that the path leads nowhere; `null` is a value. */
export type Read = (data: Json, execution: Execution) => Json | undefined;

type Segment = string | number;

const segment = /\.([\p{L}\p{N}_-]+)|\['([^'\\]+)'\]|\[(\d+)\]/uy;

/** `$`, `$.a.b`, `$.a[0]`, `$['a b']`, and from the context object what `readContext` lists. */
export function compileRead(path: string): Read {
  if (path.startsWith('$$')) return readContext(path, segmentsOf(path, 2));
  const segments = segmentsOf(path, 1);
  return (data) => follow(data, segments, 0);
}

/** The bytes are those that the path itself may add to the data. */
export interface Put {
  isRoot: boolean;
  bytes: number;
  put(data: Json, value: Json): Json;
}

/** A ResultPath: left out or `$`, the value replaces the data; `null` gives `undefined`: the value is thrown away. */
export function compilePut(path: string | null = '$'): Put | undefined {
  if (path === null) return undefined;
  const names = segmentsOf(path, 1).map((name) => {
    if (typeof name === 'string') return name;
    throw new SyntaxError(`\`${path}\`: a ResultPath of ours names fields only.`);
  });
  return {
    isRoot: names.length === 0,
    bytes: 3 * path.length + 6 * names.length,
    put: (data, value) => putAt(data, names, 0, value, path),
  };
}

function segmentsOf(path: string, from: number): Segment[] {
  const segments: Segment[] = [];
  segment.lastIndex = from;
  while (segment.lastIndex < path.length) {
    const match = segment.exec(path);
    if (!match || !path.startsWith('$'))
      throw new SyntaxError(`\`${path}\` is no path of the subset that Waymark emits.`);
    segments.push(match[3] === undefined ? (match[1] ?? match[2])! : Number(match[3]));
  }
  return segments;
}

function readContext(path: string, segments: Segment[]): Read {
  switch (segments.slice(0, 2).join('.')) {
    case 'Execution.Input':
      return (_data, execution) => follow(execution.input, segments, 2);
    case 'Execution.Id':
    case 'Execution.Name':
      return (_data, execution) => execution.name;
    case 'State.Name':
      return (_data, execution) => execution.stateName;
    case 'Task.Token':
      return (_data, execution) => tokenOf(execution);
    default:
      throw new SyntaxError(`\`${path}\` is no part of the context object that the interpreter knows.`);
  }
}

function follow(data: Json, segments: Segment[], from: number): Json | undefined {
  let value: Json | undefined = data;
  for (let i = from; i < segments.length; i++) {
    value = member(value, segments[i]!);
    if (value === undefined) return undefined;
  }
  return value;
}

function member(value: Json | undefined, name: Segment): Json | undefined {
  if (Array.isArray(value)) return typeof name === 'number' ? value[name] : undefined;
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function putAt(data: Json | undefined, names: string[], from: number, value: Json, path: string): Json {
  const name = names[from];
  if (name === undefined) return value;
  const holder = data === undefined ? {} : data;
  if (!isMap(holder)) {
    const place = from === 0 ? 'the data' : `\`${names.slice(0, from).join('.')}\``;
    const cause = `ResultPath ${path}: ${place} is ${excerpt(holder)}, where an object is wanted.`;
    throw new StatesError(STATES_ERROR.resultPathMatchFailure, cause);
  }
  return { ...holder, [name]: putAt(member(holder, name), names, from + 1, value, path) };
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
