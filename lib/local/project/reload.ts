/** What a save means: a good one is published beside what runs, a broken one is shown and leaves everything running. */
import type { GoodProject, Load, LoadedProject } from './loaded.ts';
import { isGood } from './loaded.ts';

export interface Reload {
  project: LoadedProject;
  /** Definitions that have a new version now. */
  published: { name: string; number: number; onOlder: number }[];
}

export interface ReloadOptions {
  load: Load;
  publish(project: GoodProject): Promise<Reload['published']>;
  onReload(reload: Reload): void;
  onTrouble(thrown: Error): void;
}

/** One reload at a time; saves during one lead to one more. */
export function createReload({ load, publish, onReload, onTrouble }: ReloadOptions) {
  let running: Promise<void> | undefined;
  let isWanted = false;

  async function work(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      try {
        const project = await load();
        onReload({ project, published: isGood(project) ? await publish(project) : [] });
      } catch (thrown) {
        onTrouble(thrown as Error);
      }
    }
    running = undefined;
  }

  return {
    saved(): void {
      isWanted = true;
      running ??= work();
    },
    settled: async (): Promise<void> => running,
  };
}
