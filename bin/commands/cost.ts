/** Says what a definition will cost before anybody pays for it: counted by running every way through it, on both engines. */
import { type Command, InvalidArgumentError } from 'commander';
import { withDrafts } from '../../lib/compiler/project.ts';
import type { Engine } from '../../lib/language/definition.ts';
import { readShare, WHOLE } from '../../lib/language/share.ts';
import type { Shares } from '../../lib/simulator/cost/paths.ts';
import { bothEngines } from '../../lib/simulator/scenario/run-scenario.ts';
import type { Compiled } from '../../lib/simulator/world.ts';
import { loadProject } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { unknownName } from '../terminal/unknown-name.ts';
import { printDiagnostics } from './check.ts';
import { messagesOf, sayCost } from './cost-words.ts';

interface Options {
  contacts: number;
  engine?: string;
  share: Shares;
  json?: boolean;
}

const examples = `
Examples:
  waymark cost trial-activation --contacts 100000
  waymark cost trial-activation --share wait-for=30%    three in ten click
  waymark cost trial-activation --engine express --json

Each way is walked by contacts in memory, and everything that AWS would bill is counted; the prices are those of
us-east-1 without a free tier. Messages are told apart.`;

export function addCost(program: Command): void {
  program
    .command('cost')
    .description('Count and price what a definition takes, path by path, on both engines.')
    .argument('<definition>', 'its name')
    .option('--contacts <number>', 'how many enter', readCount, 1_000_000)
    .option('--engine <engine>', `${bothEngines.join(' or ')}; left out: both`)
    .option(
      '--share <step=share>',
      'how many go the first way of a step: `wait-for=30%`; again for others',
      addShare,
      {},
    )
    .option('--json', 'one object for each path, and one for all')
    .addHelpText('after', examples)
    .action(async (name: string, options: Options) => {
      if (options.engine !== undefined && !(bothEngines as readonly string[]).includes(options.engine))
        return refuse(unknownName('engine', options.engine, [...bothEngines]));
      const project = await loadProject();
      if (!project.compiled) {
        printDiagnostics(project);
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      const compiled = withDrafts(project.compiled, name);
      const refused = refusal(name, options, compiled);
      if (refused) return refuse(refused);
      await printCost(name, options, compiled);
    });
}

async function printCost(name: string, { contacts, engine, share, json }: Options, compiled: Compiled): Promise<void> {
  // Loaded where it is wanted: no other command pays for it.
  const { costOf, priceOf } = await import('../../lib/local/cost/cost-of.ts');
  const engines = bothEngines.filter((one) => engine === undefined || one === engine);
  const progress = createProgress();
  const cost = await costOf(compiled, name, { engines, shares: share, onPath: progress.say });
  progress.end();
  if (!json) {
    for (const line of sayCost(cost, { name, contacts, engines, given: Object.keys(share) })) console.log(line);
    return;
  }
  const onEach = <Value>(of: (one: Engine) => Value) => Object.fromEntries(engines.map((one) => [one, of(one)]));
  for (const { says, share: part, on } of cost.paths) {
    const dollars = onEach((one) => priceOf(on[one]?.run) * part * contacts);
    console.log(JSON.stringify({ path: says, share: part, dollars, counts: onEach((one) => on[one]?.run) }));
  }
  const dollars = onEach((one) => priceOf(cost.run[one]) * contacts);
  const messages = messagesOf(cost.run[engines[0]!]) * contacts;
  console.log(
    JSON.stringify({ definition: name, contacts, dollars, messages, events: priceOf(cost.events) * contacts }),
  );
}

function refusal(name: string, { share }: Options, { versions }: Compiled): string | undefined {
  const names = versions.map(({ version }) => version.name);
  const found = versions.find(({ version }) => version.name === name)?.version;
  if (!found) return unknownName('definition', name, names);
  const steps = Object.keys(found.graph.steps);
  const unknown = Object.keys(share).find((step) => !steps.includes(step));
  return unknown && unknownName('step', unknown, steps);
}

function refuse(said: string): void {
  console.error(said);
  process.exitCode = WRONG_USE;
}

function readCount(text: string): number {
  const number = Number(text.replaceAll(/[,_]/g, ''));
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('A number of people: 100000.');
}

function addShare(text: string, shares: Shares): Shares {
  const [, step, percent] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  const read = readShare(percent);
  if (step && percent === '0%') return { ...shares, [step]: 0 };
  if (step && 'value' in read) return { ...shares, [step]: read.value.parts / WHOLE };
  throw new InvalidArgumentError('A step and a share: wait-for=30%.');
}

/** Whoever waits longer than a second is told how far it is. */
function createProgress() {
  const startedAt = Date.now();
  const isSeen = process.stderr.isTTY;
  return {
    say(done: number, all: number): void {
      if (isSeen && Date.now() - startedAt > 1_000) process.stderr.write(`\rpath ${done} of ${all}`);
    },
    end(): void {
      if (isSeen) process.stderr.write('\r\x1b[K');
    },
  };
}
