/** `npm run bench`: what Waymark does in a second, measured on this machine beside whatever else does the same. */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { Command, Option } from 'commander';
import { compile } from './compile.ts';
import { cost } from './cost.ts';
import { firstSend } from './first-send.ts';
import { importTime } from './import-time.ts';
import { interpreter } from './interpreter.ts';
import { simulate } from './simulate.ts';
import { printTable, type Table } from './table.ts';

const benchmarks = { interpreter, compile, simulate, 'first-send': firstSend, cost, 'import-time': importTime };

type Name = keyof typeof benchmarks;
const names = Object.keys(benchmarks) as Name[];

const program = new Command('npm run bench --')
  .description('Measures, and judges nothing: figures are medians, with the least and the most in brackets.')
  .addOption(new Option('--only <name...>', 'leave the others out').choices(names))
  .option('--quick', 'less of everything, in a minute: for the shape, not for the figures')
  .addHelpText('after', '\nExample:\n  npm run bench -- --only interpreter import-time --quick')
  .showSuggestionAfterError()
  .parse();

const { only = names, quick } = program.opts<{ only?: Name[]; quick?: boolean }>();

console.log(machine());
for (const name of names.filter((one) => only.includes(one))) {
  console.log(`\n${name}: ${benchmarks[name].says}\n`);
  for (const table of await tablesOf(name)) console.log(`${printTable(table)}\n`);
}
console.log(`Load at the end: ${load()}`);

function tablesOf(name: Name): Promise<Table[]> {
  const { run, full, quick: little } = benchmarks[name];
  return run((quick ? little : full) as never);
}

/** Two runs compare only where this line is the same and the load was low. */
function machine(): string {
  const system = `${process.platform} ${process.arch}`;
  return `Node ${process.version} on ${system}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, load ${load()}`;
}

function load(): string {
  return loadavg()[0]!.toFixed(1);
}
