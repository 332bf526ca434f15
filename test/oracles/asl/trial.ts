/** Puts our interpreter beside another one, story by story, and says where they part. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../lib/language/json.ts';
import { comparable, type Interpreter } from './passage.ts';
import type { Told } from './telling-stories.ts';

export interface Verdict {
  differences: string[];
  stories: number;
  states: number;
  calls: number;
  failed: number;
  seconds: number;
}

/** `sides`: several of one kind share the work. */
export async function compare(told: readonly Told[], sides: readonly Interpreter[], atOnce: number): Promise<Verdict> {
  const started = performance.now();
  const differences: string[] = [];
  const ahead = [...told];
  async function work(side: Interpreter): Promise<void> {
    for (let one = ahead.shift(); one; one = ahead.shift()) {
      const [mine, theirs] = [comparable(one.ours, side), comparable(await side.pass(one.story), side)];
      if (!isDeepStrictEqual(mine, theirs)) differences.push(`${one.story.name}: ${firstDifference(mine, theirs)}`);
    }
  }
  await Promise.all(sides.flatMap((side) => Array.from({ length: atOnce }, () => work(side))));
  const passages = told.map(({ ours }) => ours);
  const sum = (count: (passage: (typeof passages)[number]) => number) => passages.map(count).reduce((a, b) => a + b, 0);
  return {
    differences,
    stories: told.length,
    states: sum(({ states }) => states.length),
    calls: sum(({ calls }) => calls.length),
    failed: passages.filter(({ status }) => status !== 'SUCCEEDED').length,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}

/** Where two values part, and what stands there. */
export function firstDifference(mine: Json | undefined, theirs: Json | undefined, path = '$'): string {
  if (isHolder(mine) && isHolder(theirs)) {
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const [a, b] = [mine[key as never] as Json, theirs[key as never] as Json];
      if (!isDeepStrictEqual(a, b)) return firstDifference(a, b, `${path}.${key}`);
    }
  }
  return `${path} is ${JSON.stringify(mine)} with us, ${JSON.stringify(theirs)} there`;
}

const isHolder = (value: Json | undefined): value is Json[] | { [key: string]: Json | undefined } =>
  typeof value === 'object' && value !== null;
