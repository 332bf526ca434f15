/** Lists the runs that somebody has to look at, and says who did what. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AuditEntry } from '../../lib/engine/audit-port.ts';
import { type RunLine, runStatuses } from '../../lib/language/operator-orders.ts';
import { csvOf } from '../terminal/csv.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';

export function addRuns(program: Command): void {
  withWhere(
    program
      .command('runs')
      .description('List runs: failed, stuck, waiting, or with a message of which nobody knows whether it left.')
      .argument('[definition]')
      .addOption(new Option('--status <status>', 'left out: all who are inside').choices(runStatuses))
      .option('--most <number>', 'so many at most', readMost, 200)
      .option('--csv', 'as a table for a spreadsheet'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  waymark runs trial-activation --status failed\n  waymark runs --status unknown --json',
    )
    .action(
      async (
        definition: string | undefined,
        options: WhereOptions & { status?: RunStatus; most: number; csv?: boolean },
      ) => {
        const { status, most } = options;
        const { runs } = await sendOrder({ does: 'runs', definition, status, most }, options);
        const lines = runs as unknown as RunLine[];
        if (options.csv) return void process.stdout.write(csvOf(lines, runColumns));
        for (const line of lines) console.log(options.json ? JSON.stringify(line) : sayRun(line));
        if (!options.json && lines.length === 0)
          console.log(`No run of ${definition ?? 'any definition'} is ${status ?? 'open'}.`);
        if (!options.json && lines.length === most) console.log(`… and maybe more: --most ${most * 5}`);
      },
    );
}

const runColumns = 'run contact definition number status step startedAt dueAt reason'.split(' ');

type RunStatus = (typeof runStatuses)[number];

function readMost(text: string): number {
  const most = Number(text);
  if (!Number.isInteger(most) || most < 1 || most > 1_000) throw new InvalidArgumentError('A number from 1 to 1000.');
  return most;
}

const sayRun = ({ run, definition, number, status, step, dueAt, reason }: RunLine): string =>
  [run, `${definition} v${number}`, status, `at ${step}`, dueAt && `until ${dueAt}`, reason].filter(Boolean).join('  ');

export function addAudit(program: Command): void {
  withWhere(
    program
      .command('audit')
      .description('Say who changed or operated what, and when; newest first.')
      .option('--definition <name>')
      .option('--contact <who>', 'id, user id, email or phone')
      .option('--since <instant>', 'left out: a year ago', readInstant)
      .option('--most <number>', 'so many at most', readMost, 50)
      .option('--csv', 'as a table for a spreadsheet'),
  )
    .addHelpText('after', '\nExample:\n  waymark audit --definition trial-activation --since 2026-03-01T00:00:00Z')
    .action(
      async (
        options: WhereOptions & { definition?: string; contact?: string; since?: string; most: number; csv?: boolean },
      ) => {
        const { definition, contact, since, most } = options;
        const { entries } = await sendOrder({ does: 'audit', definition, contact, since, most }, options);
        const known = entries as unknown as AuditEntry[];
        if (options.csv) {
          const rows = known.map((entry) => ({ ...entry, result: sayResult(entry.result) }));
          return void process.stdout.write(csvOf(rows, auditColumns));
        }
        for (const entry of known) console.log(options.json ? JSON.stringify(entry) : sayEntry(entry));
        if (!options.json && known.length === 0) console.log('Nobody did anything of that.');
      },
    );
}

const auditColumns = 'at by did definition contact run reason result'.split(' ');

function readInstant(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Write it as 2026-03-01 or 2026-03-01T09:00:00Z.');
  return new Date(text).toISOString();
}

const sayEntry = ({ at, by, did, definition, contact, run, reason, result }: AuditEntry): string =>
  [at, by, did, definition, contact ?? run, reason && `"${reason}"`, sayResult(result)].filter(Boolean).join('  ');

const sayResult = (result: object = {}): string =>
  Object.entries(result)
    .filter(([, value]) => typeof value !== 'object' && value !== 0)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
