/** How long an author waits for `waymark check`, with ten journeys and with a thousand. */
import { parse } from 'yaml';
import { type ProjectFile, readFiles } from '../bin/load-project.ts';
import { compileProject } from '../lib/compiler/project.ts';
import { checkProject } from '../lib/language/check/project.ts';
import { readSource } from '../lib/language/source.ts';
import type { Benchmark } from './benchmark.ts';
import { type Fresh, inFreshProcess } from './fresh-process.ts';
import { generateProject } from './generate-journeys.ts';
import { projectRoot } from './project-root.ts';
import { figureOf, medianRatio, millisecondsOf, takeTurns } from './rounds.ts';
import { count, megabytes, milliseconds, ratio } from './table.ts';

/** So many generated journeys, or the project of this repository. */
type Which = number | 'shipped';

interface Sizes {
  projects: Which[];
  rounds: number;
}

export interface CompileTimes {
  checkMs: number;
  compileMs: number;
  steps: number;
  states: number;
  kilobytes: number;
}

export async function checkAndCompile(which: Which): Promise<CompileTimes> {
  const files = await filesOf(which);
  const before = performance.now();
  const checked = checkProject(files);
  const between = performance.now();
  const { versions, diagnostics } = await compileProject(checked);
  const after = performance.now();
  const [mistake] = [...checked.diagnostics, ...diagnostics];
  if (mistake) throw new Error(`${mistake.file}:${mistake.line} ${mistake.message}`);
  return {
    checkMs: between - before,
    compileMs: after - between,
    steps: sum(versions.map(({ version }) => Object.keys(version.graph.steps).length)),
    states: sum(versions.map(({ machine }) => Object.keys(machine.States).length)),
    kilobytes: sum(files.map(({ text }) => text.length)) / 1024,
  };
}

/** The part of the check that turns text into data. */
export async function parseAll(which: Which): Promise<number> {
  const files = await yamlOf(which);
  return millisecondsOf(() => files.map(({ path, text }) => readSource(text, path)));
}

/** The least that anybody who reads these files must do. */
export async function parseAlone(which: Which): Promise<number> {
  const files = await yamlOf(which);
  return millisecondsOf(() => files.map(({ text }) => parse(text)));
}

const yamlOf = async (which: Which) => (await filesOf(which)).filter(({ path }) => path.endsWith('.yaml'));

const filesOf = async (which: Which): Promise<ProjectFile[]> =>
  which === 'shipped' ? readFiles(projectRoot) : generateProject(which);

async function rowOf(which: Which, rounds: number): Promise<string[]> {
  const { ours, reading, floor } = await takeTurns<'ours' | 'reading' | 'floor', Fresh<CompileTimes> | Fresh<number>>(
    {
      reading: () => inFreshProcess(import.meta.url, parseAll, which),
      ours: () => inFreshProcess(import.meta.url, checkAndCompile, which),
      floor: () => inFreshProcess(import.meta.url, parseAlone, which),
    },
    { rounds },
  );
  const times = ours.map(({ result }) => result as CompileTimes);
  const totals = times.map(({ checkMs, compileMs }) => checkMs + compileMs);
  const parsing = reading.map(({ result }) => result as number);
  const least = floor.map(({ result }) => result as number);
  const { steps, states, kilobytes } = times[0]!;
  return [
    which === 'shipped' ? 'shipped project' : `${count(which)} journeys`,
    count(steps),
    count(states),
    count(kilobytes),
    milliseconds(figureOf(parsing)),
    milliseconds(figureOf(times.map(({ checkMs }) => checkMs))),
    milliseconds(figureOf(times.map(({ compileMs }) => compileMs))),
    milliseconds(figureOf(totals)),
    milliseconds(figureOf(least)),
    ratio(medianRatio(totals, least)),
    megabytes(figureOf(ours.map(({ peakBytes }) => peakBytes))),
  ];
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

export const compile: Benchmark<Sizes> = {
  says: 'check and compile, from text to machines',
  full: { projects: ['shipped', 10, 100, 1_000], rounds: 7 },
  quick: { projects: ['shipped', 10, 100, 1_000], rounds: 3 },
  async run({ projects, rounds }) {
    const heading = [
      '',
      'steps',
      'states',
      'KB',
      'parse',
      'check',
      'compile',
      'total',
      '`yaml` alone',
      'ratio',
      'peak memory',
    ];
    const rows = [heading];
    for (const which of projects) rows.push(await rowOf(which, rounds));
    const notes = [
      'Each round in a process of its own, as the command runs: nothing is warm. Reading files and loading code is not in it.',
      'The check parses as its first part; `parse` is that part by itself, and `total` check and compile. Memory is the whole process, the runtime included.',
      'The shipped project has MJML templates; the generated ones share ten templates in HTML and text.',
      'No other compiler reads this language. `yaml` alone is its parser on the same files: the floor.',
    ];
    return [{ rows, notes }];
  },
};
