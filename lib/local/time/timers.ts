/** Every run's timer, kept on disk beside the table: what was set before a restart, or a kill, rings after it. */
import { createImages } from '../../../functions/aws/images.ts';
import type { Image } from '../../../functions/aws/item.ts';
import { createTableIfAbsent, type StoreClient } from '../../../functions/aws/store-client.ts';
import type { Schedules } from '../../engine/ports.ts';
import type { JsonMap } from '../../language/json.ts';
import type { Timer } from '../../simulator/clock.ts';
import { createKeyLocks } from '../feed/key-locks.ts';
import type { StackTime } from './stack-time.ts';

export interface TimersOptions {
  client: StoreClient;
  tableName: string;
  time: StackTime;
  /** Rejects to be rung again. */
  ring(name: string, payload: JsonMap): Promise<void>;
}

export interface StackTimers extends Schedules {
  /** Sets again what an earlier life had set. */
  open(): Promise<void>;
}

const AGAIN_AFTER_MS = 60_000;

export function createTimers({ client, tableName, time, ring }: TimersOptions): StackTimers {
  const images = createImages(client, tableName);
  const armed = new Map<string, Timer>();
  const keyOf = (name: string): Image => ({ name: { S: name } });

  const locks = createKeyLocks();

  function arm(name: string, at: string, payload: JsonMap): void {
    armed.get(name)?.cancel();
    const timer = time.at(at, async () => {
      try {
        await ring(name, payload);
        // Set again while it was ringing, it stays.
        await locks.hold(name, async () => {
          if (armed.get(name) === timer) await remove(name);
        });
      } catch {
        const again = new Date(Date.parse(time.now()) + AGAIN_AFTER_MS).toISOString();
        if (armed.get(name) === timer) arm(name, again, payload);
      }
    });
    armed.set(name, timer);
  }

  async function remove(name: string): Promise<void> {
    armed.get(name)?.cancel();
    armed.delete(name);
    await images.remove(keyOf(name));
  }

  return {
    async open() {
      await createTableIfAbsent(client, {
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
      });
      for await (const { name, at, payload } of images.all())
        if (!armed.has(name!.S!)) arm(name!.S!, at!.S!, JSON.parse(payload!.S!) as JsonMap);
    },
    set: (name, at, payload) =>
      locks.hold(name, async () => {
        // On disk first: what a crash leaves there rings once more, and finds that there is nothing to do.
        await images.put({ ...keyOf(name), at: { S: at }, payload: { S: JSON.stringify(payload) } });
        arm(name, at, payload);
      }),
    async *names() {
      yield* [...armed.keys()];
    },
    clear: (name) => locks.hold(name, () => remove(name)),
  };
}
