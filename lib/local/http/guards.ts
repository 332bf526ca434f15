/** Keeps strangers' web pages away from the stack: only this machine's own pages may drive it. */
import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page elsewhere can make its own name lead to this machine; the name it was asked for gives it away. */
export const ownHost: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  if (!OWN_NAMES.has(host.replace(/:\d+$/, '')))
    return problem(403, { title: 'This answers to localhost only.', field: 'host' });
  await next();
};

/** A browser names the page that asks, whenever it is not our own that merely reads. */
export const ownOrigin: MiddlewareHandler = async (context, next) => {
  const { origin, host, 'sec-fetch-site': site } = context.req.header();
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOwn || site === 'cross-site')
    return problem(403, { title: "Only the stack's own pages may ask this.", field: 'origin' });
  await next();
};

/** Pages say what they are and are framed by nobody else. */
export const plainPages: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('x-content-type-options', 'nosniff');
  context.header('x-frame-options', 'SAMEORIGIN');
  context.header('referrer-policy', 'same-origin');
};
