/** Turns a burst of changes into few reloads: one runs, at most one waits, and the last change is always seen. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isWanted = false;

  async function run() {
    do {
      isWanted = false;
      await work();
    } while (isWanted);
    running = undefined;
  }

  return () => {
    if (running) isWanted = true;
    else running = run();
    return running;
  };
}
