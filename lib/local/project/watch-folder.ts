/** Notices a save, once, however many files and events it is made of. */
import { watch } from 'node:fs';

const TOGETHER_MS = 60;

export interface Watching {
  close(): void;
}

export function watchFolder(dir: string, onSave: () => void, onTrouble: (thrown: Error) => void): Watching {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dir, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(onSave, TOGETHER_MS);
  });
  watcher.on('error', onTrouble);
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
