/** What a contact's event waits for when it meets a cold function: the time until its code is loaded. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bundle, bundleFunction, functionEntries } from '../test/support/bundle.ts';
import type { Benchmark } from './benchmark.ts';
import { inFreshProcess } from './fresh-process.ts';
import { type Figure, figureOf, takeTurns } from './rounds.ts';
import { count, milliseconds, ratio } from './table.ts';
import { timedImport } from './timed-import.ts';

interface Sizes {
  rounds: number;
  /** Left out: all of `functions/`. */
  entries?: string[];
}

const bare = 'bench/bare-handler.ts';

export const importTime: Benchmark<Sizes> = {
  says: 'import of each function’s bundle, beside a handler with nothing but the DynamoDB client',
  full: { rounds: 7 },
  quick: { rounds: 3 },
  async run({ rounds, entries = functionEntries().map((name) => `functions/${name}`) }) {
    const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
    try {
      const bundles = await Promise.all([bare, ...entries].map((entry) => bundleFunction(entry)));
      const times = await importTimes(bundles, folder, rounds);
      const floor = figureOf(times['bare-handler']!);
      const rows = bundles.map((bundle) => rowOf(bundle, figureOf(times[bundle.name]!), floor));
      return [
        {
          rows: [['bundle', 'KB', 'beside SDK', 'import', 'best ÷ bare'], ...rows],
          notes: [
            'Each import in a process of its own, all bundles taking turns; minified as deployed, no compile cache.',
          ],
        },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function importTimes(bundles: Bundle[], folder: string, rounds: number): Promise<Record<string, number[]>> {
  const contenders: Record<string, () => Promise<number>> = {};
  for (const { name, code } of bundles) {
    const file = join(folder, `${name}.mjs`);
    await writeFile(file, code);
    const url = pathToFileURL(file).href;
    const here = new URL('./timed-import.ts', import.meta.url).href;
    contenders[name] = async () => (await inFreshProcess(here, timedImport, url)).result;
  }
  return takeTurns(contenders, { rounds });
}

const rowOf = ({ name, bytes, bytesBesideSdk }: Bundle, figure: Figure, floor: Figure): string[] => [
  name,
  count(bytes / 1024),
  count(bytesBesideSdk / 1024),
  milliseconds(figure),
  ratio(figure.least / floor.least),
];
