/** Tells every open page that something has changed, so that effects are seen in the second in which they happen. */
import type { ChangedWhat } from '../../language/operator-api.ts';

export interface Changes {
  tell(what: ChangedWhat): void;
  /** An endless answer of server-sent events. */
  listen(): Response;
  close(): void;
}

/** A burst of changes is one. */
const TOGETHER_MS = 30;
/** Whatever stands between keeps a line open that is used. */
const HEARTBEAT_MS = 20_000;

export function createChanges(): Changes {
  const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const waiting = new Set<ChangedWhat>();
  let timer: NodeJS.Timeout | undefined;
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS).unref();

  function write(text: string): void {
    const bytes = new TextEncoder().encode(text);
    for (const listener of listeners) listener.enqueue(bytes);
  }

  function flush(): void {
    timer = undefined;
    const told = [...waiting];
    waiting.clear();
    write(told.map((what) => `event: changed\ndata: ${what}\n\n`).join(''));
  }

  return {
    tell(what) {
      waiting.add(what);
      timer ??= setTimeout(flush, TOGETHER_MS);
    },
    listen() {
      let own: ReadableStreamDefaultController<Uint8Array>;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          listeners.add(own);
          own.enqueue(new TextEncoder().encode(': here\n\n'));
        },
        cancel() {
          listeners.delete(own);
        },
      });
      return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
    },
    close() {
      clearInterval(heartbeat);
      clearTimeout(timer);
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}
