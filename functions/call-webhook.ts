/** Makes one call to another team's system; it has no rights, no keys and no table, so whatever answers can reach nothing. */
import middy from '@middy/core';
import * as z from 'zod';
import type { CallAnswer } from '../lib/engine/ports.ts';
import { callOutside, type Outside, type OutsideCall, publicInternet } from './aws/outside-call.ts';
import { isPublicAddress } from './aws/public-address.ts';
import type { Log } from './middleware/log.ts';
import { logged } from './middleware/logged.ts';
import { parsed } from './middleware/parsed.ts';

const call: z.ZodType<OutsideCall> = z.strictObject({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

export const createHandler = (outside: Outside = publicInternet(isPublicAddress), log?: Log) =>
  middy<OutsideCall, CallAnswer>((event: OutsideCall) => callOutside(event, outside))
    .use(logged<OutsideCall>({ function: 'call-webhook', log, ids: idsOf }))
    .use(parsed(call));

/** The effect's key: neither where it goes nor what is told belongs in a log. */
const ids = z.object({ headers: z.object({ 'webhook-id': z.string().regex(/^[A-Za-z0-9]+$/) }) });
const idsOf = (event: unknown) => ({ effect: ids.safeParse(event).data?.headers['webhook-id'] });

export const handler = createHandler();
