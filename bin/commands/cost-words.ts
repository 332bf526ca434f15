/** A bill as an operator reads it: what each way through a definition takes, and which of them is the dearest. */
import type { Engine } from '../../lib/language/definition.ts';
import { type Cost, type PathCost, priceOf } from '../../lib/local/cost/cost-of.ts';
import { billOf } from '../../lib/simulator/cost/bill.ts';
import { type Counts, totalOf, type Unit } from '../../lib/simulator/cost/counts.ts';

export interface Asked {
  name: string;
  contacts: number;
  engines: readonly Engine[];
  /** Steps whose shares were given. */
  given: readonly string[];
}

const units: [Unit, string][] = [
  ['transition', 'transitions'],
  ['execution', 'executions'],
  ['invocation', 'invocations'],
  ['write', 'writes'],
  ['timer-fired', 'timers'],
  ['message', 'messages'],
];

export function sayCost(cost: Cost, asked: Asked): string[] {
  const { contacts, engines } = asked;
  const header = ['path', 'contacts', ...units.map(([, title]) => title), ...engines];
  const rows = cost.paths.map((path) => [
    path.says || 'the only one',
    count(path.share * contacts),
    ...units.map(([unit]) => perEngine(path, unit, engines)),
    ...engines.map((engine) => dollars(priceOf(path.on[engine]?.run) * path.share * contacts)),
  ]);
  return [
    ...inColumns([header, ...rows]),
    '',
    ...(engines.length > 1
      ? [`Figures are per contact, on ${engines.join(' · ')}; dollars are for all who go that way.`]
      : []),
    ...sayDearest(cost, asked),
    ...sayAssumptions(cost, asked),
    sayTotals(cost, asked),
  ];
}

function sayTotals(cost: Cost, { contacts, engines }: Asked): string {
  const own = engines.map((engine) => `${engine} ${dollars(priceOf(cost.run[engine]) * contacts)}`);
  return [...own, `messages ${dollars(messagesOf(cost.run[engines[0]!]) * contacts)}`].join(' · ');
}

function sayDearest({ paths }: Cost, { engines }: Asked): string[] {
  const [engine] = engines;
  const price = ({ on }: PathCost) => priceOf(on[engine!]?.run);
  const dearest = paths.toSorted((a, b) => price(b) - price(a))[0];
  if (!dearest || paths.length < 2) return [];
  const each = engines.map((one) => `${dollars(priceOf(dearest.on[one]?.run) * 1_000_000)} on ${one}`);
  return [`Dearest: ${dearest.says}, ${each.join(', ')} for a million contacts.`];
}

function sayAssumptions({ paths, leftOut, events }: Cost, { contacts, given }: Asked): string[] {
  const isDecided = paths.length > 1;
  const others = given.length > 0 ? 'wherever else something' : 'wherever something';
  return [
    ...(isDecided ? [`Every way is as likely ${others} is decided or awaited; splits keep their shares.`] : []),
    ...(leftOut > 0 ? [`${count(leftOut)} more paths, each of very few contacts, are left out.`] : []),
    `Apart: ${dollars(billOf(events).total * contacts)} for taking in the events that start and wake the runs.`,
  ];
}

/** The same on all engines is said once. */
function perEngine({ on }: PathCost, unit: Unit, engines: readonly Engine[]): string {
  const figures = engines.map((engine) => count(totalOf(on[engine]?.run ?? {}, unit)));
  return new Set(figures).size === 1 ? figures[0]! : figures.join(' · ');
}

export const messagesOf = (counts: Counts | undefined): number => (counts ? billOf(counts).messages : 0);

const count = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
const dollars = (value: number): string =>
  `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function inColumns(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('   ')
      .trimEnd(),
  );
}
