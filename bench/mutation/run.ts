/**
 * `npm run mutate [-- --only delays --every 5]`: which mistakes in conditions, delays and compiler would reach a contact
 * unnoticed. The tools are installed into a copy that is thrown away; no package list of ours knows them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { projectRoot } from '../project-root.ts';
import { printTable } from '../table.ts';
import { areas } from './areas.ts';
import base from './stryker.json' with { type: 'json' };

const tools = ['@stryker-mutator/core@10.1.1', '@stryker-mutator/vitest-runner@10.1.1'];
const names = Object.keys(areas) as (keyof typeof areas)[];

const program = new Command('npm run mutate --')
  .description('Breaks a copy of the project in small ways, one at a time, and counts what its tests notice.')
  .addOption(new Option('--only <area...>', 'leave the others out').choices(names))
  .option('--every <n>', 'try one mutant in so many: minutes in place of an hour', '1')
  .showSuggestionAfterError()
  .parse();
const { only = names, every } = program.opts<{ only?: typeof names; every: string }>();

const copy = mkdtempSync(path.join(tmpdir(), 'waymark-mutation-'));
try {
  const leftOut = ['node_modules', '.git', '.waymark', 'test-results', 'cdk.out'];
  cpSync(projectRoot, copy, { recursive: true, filter: (from) => !leftOut.includes(path.relative(projectRoot, from)) });
  // Our packages are found through the link, the tools stand one folder deeper: nothing is installed into ours.
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'));
  mkdirSync(path.join(copy, '.tools'));
  writeFileSync(path.join(copy, '.tools/package.json'), '{ "private": true }');
  run('npm', ['install', '--no-save', '--legacy-peer-deps', ...tools], path.join(copy, '.tools'));

  const rows = [['area', 'tried', 'noticed', 'out of time', 'survived', 'not reached', 'score']];
  for (const name of names.filter((one) => only.includes(one))) rows.push([name, ...score(name)]);
  console.log(printTable({ rows, notes: [`Survivors: ${path.relative(process.cwd(), kept())}/<area>.txt`] }));
} finally {
  rmSync(copy, { recursive: true });
}

function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): string {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** A mutant that runs out of time counts as noticed, one that no test reaches as survived. */
function score(name: (typeof names)[number]): string[] {
  const [config, report] = [path.join(copy, 'mutate.json'), path.join(copy, 'report.json')];
  const plugins = ['.tools/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js', 'bench/mutation/chosen.ts'];
  const own = { mutate: areas[name].mutate, jsonReporter: { fileName: report } };
  writeFileSync(config, JSON.stringify({ ...base, ...own, plugins: plugins.map((file) => path.join(copy, file)) }));
  const env = { WAYMARK_MUTATE: name, WAYMARK_MUTATE_EVERY: every };
  const text = run('node', ['.tools/node_modules/@stryker-mutator/core/bin/stryker.js', 'run', config], copy, env);
  writeFileSync(path.join(kept(), `${name}.txt`), text);

  const { files } = JSON.parse(readFileSync(report, 'utf8')) as { files: Record<string, { mutants: Mutant[] }> };
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const counts = ['Killed', 'Timeout', 'Survived', 'NoCoverage'].map(
    (status) => mutants.filter((mutant) => mutant.status === status).length,
  );
  const tried = counts.reduce((sum, one) => sum + one, 0);
  return [...[tried, ...counts].map(String), `${(((counts[0]! + counts[1]!) / tried) * 100).toFixed(1)}%`];
}

function kept(): string {
  const folder = path.join(projectRoot, '.waymark/mutation');
  mkdirSync(folder, { recursive: true });
  return folder;
}

interface Mutant {
  status: string;
}
