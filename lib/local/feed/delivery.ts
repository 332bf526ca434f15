/** Hands records to whoever listens, in the order in which they were made, a few at a time. */
import type { StreamRecord } from '../../../functions/aws/decode-change.ts';

export interface Entry {
  key: string;
  record: StreamRecord;
}

export interface DeliveryOptions {
  deliver(records: StreamRecord[]): Promise<void>;
  taken(entry: Entry): Promise<void>;
  /** Nobody took it, three times over; the next start tells it again. */
  onStuck?(record: StreamRecord, error: unknown): void;
}

export interface Delivery {
  add(entry: Entry): void;
  isBusy(): boolean;
  /** Everything added is taken or stuck. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const BATCH = 10;
const TRIES = 3;

export function createDelivery({ deliver, taken, onStuck }: DeliveryOptions): Delivery {
  let waiting: Entry[] = [];
  let working: Promise<void> | undefined;

  async function hand(entries: Entry[]): Promise<void> {
    await deliver(entries.map(({ record }) => record));
    for (const entry of entries) await taken(entry);
  }

  /** Alone, so that one that nobody can take does not keep the others. */
  async function handAlone(entry: Entry): Promise<void> {
    for (let left = TRIES; left > 0; left--) {
      try {
        return await hand([entry]);
      } catch (thrown) {
        if (left === 1) onStuck?.(entry.record, thrown);
      }
    }
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const entries = waiting.splice(0, BATCH);
      const isTaken = await hand(entries).then(
        () => true,
        () => false,
      );
      if (!isTaken) for (const entry of entries) await handAlone(entry);
    }
    working = undefined;
  }

  return {
    add(entry) {
      waiting.push(entry);
      working ??= Promise.resolve().then(work);
    },
    isBusy: () => working !== undefined,
    async settled() {
      while (working) await working;
    },
    async stop() {
      waiting = [];
      await working;
    },
  };
}
