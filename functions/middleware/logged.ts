/** Says of each call how it went and how long it took, under the ids by which an operator finds the contact's timeline. */
import type { MiddlewareObj, Request } from '@middy/core';
import { refuseUnknownOptions } from './closed-options.ts';
import { type Facts, factsOf, type Log, levelOf, standardLog } from './log.ts';

export interface LoggedOptions<Event> {
  function: string;
  /** Left out: standard output. */
  log?: Log;
  /** Ids of our own making, never what a contact typed. */
  ids?(event: Event): Facts;
}

export function logged<Event>(options: LoggedOptions<Event>): MiddlewareObj<Event> {
  refuseUnknownOptions('logged', options, ['function', 'log', 'ids']);
  const { log = standardLog, ids } = options;
  const factsAbout = ({ event, context, internal, response }: Request<Event>): Facts => ({
    function: options.function,
    request: (context as { awsRequestId?: string } | undefined)?.awsRequestId,
    ...ids?.(event),
    status: (response as { statusCode?: number } | undefined)?.statusCode,
    ms: Math.round(performance.now() - Number((internal as Record<string, unknown>).startedMs)),
  });
  return {
    before({ internal }) {
      (internal as Record<string, unknown>).startedMs = performance.now();
    },
    after(request) {
      log('info', 'done', factsAbout(request));
    },
    onError(request) {
      const status = Number(request.response?.statusCode ?? 500);
      const level = status < 500 ? 'info' : levelOf(request.error);
      log(level, status < 500 ? 'refused' : 'failed', { ...factsAbout(request), ...factsOf(request.error) });
    },
  };
}
