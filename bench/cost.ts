/** What a million contacts cost on either engine, counted by running them, beside the machine that is usually drawn. */
import { billOf } from '../lib/simulator/cost/bill.ts';
import { type Counts, totalOf, type Unit } from '../lib/simulator/cost/counts.ts';
import type { Benchmark } from './benchmark.ts';
import { countNaive } from './cost/naive.ts';
import { CLICKED, countReference } from './cost/reference.ts';
import { count, type Table } from './table.ts';

const units: [Unit, string][] = [
  ['transition', 'state transitions'],
  ['execution', 'Express executions'],
  ['invocation', 'Lambda invocations'],
  ['write', 'write units'],
  ['read', 'read units'],
  ['timer-set', 'schedules set'],
  ['timer-fired', 'schedules fired'],
  ['bus-event', 'bus events'],
  ['queue-message', 'queue messages'],
];

const MILLION = 1_000_000;
const dollars = (amount: number): string => `$${(amount * MILLION).toFixed(1)}`;

function table(layouts: Record<string, Counts>, events: Counts): Table {
  const all = Object.values(layouts);
  const bills = all.map((counts) => billOf(counts));
  const row = (title: string, of: (counts: Counts) => string) => [title, ...all.map(of)];
  return {
    rows: [
      ['the reference journey, per run', ...Object.keys(layouts)],
      ...units.map(([unit, title]) => row(title, (counts) => count(totalOf(counts, unit)))),
      ...(['machines', 'functions', 'store', 'timers', 'bus'] as const).map((part) => [
        `per million: ${part}`,
        ...bills.map((bill) => dollars(bill[part])),
      ]),
      row('per million, on demand', (counts) => dollars(billOf(counts).total)),
      row('per million, provisioned at 70%', (counts) => dollars(billOf(counts, 'provisioned').total)),
    ],
    notes: [
      `${CLICKED * 100}% click. Claims, caps, timeline and stream are in it; messages are apart, and so is what brings each event in: ${dollars(billOf(events).total)}.`,
      'The third keeps no promise: no claim before a send, no record, no timeline. Prices: lib/simulator/cost/prices.ts.',
    ],
  };
}

export const cost: Benchmark<object> = {
  says: 'what a run takes of what AWS bills',
  full: {},
  quick: {},
  async run() {
    const [standard, express] = [await countReference('standard'), await countReference('express')];
    const layouts = { standard: standard.run, express: express.run, 'a Lambda per step': await countNaive() };
    return [table(layouts, standard.events)];
  },
};
