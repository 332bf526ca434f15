/** What `bench/run.ts` can run: how much is measured is said from outside, so that a test can ask for very little. */
import type { Table } from './table.ts';

export interface Benchmark<Sizes> {
  /** The title over its tables. */
  says: string;
  full: Sizes;
  quick: Sizes;
  run(sizes: Sizes): Promise<Table[]>;
}
