/** Looks once a day at everybody inside; called more often, it goes on where time was short, or does nothing. */
import middy from '@middy/core';
import { dailyScan, type Scan } from '../lib/engine/daily-scan.ts';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import { type Log, standardLog } from './middleware/log.ts';
import { logged } from './middleware/logged.ts';

/** So much is left to save how far it has come. */
const RESERVE_MS = 60_000;

/** The words that the alarm looks for: whoever is found standing was lost by something else before. */
export const FOUND_STANDING = 'found standing';

export const createHandler = (ports: EnginePorts, log: Log = standardLog) =>
  middy<unknown, Scan>(async (_event: unknown, context: { getRemainingTimeInMillis(): number }) => {
    const leftMs = Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS);
    const until = new Date(Date.parse(ports.clock.now()) + leftMs).toISOString();
    const startedAt = ports.clock.now();
    const { scan } = await dailyScan(ports, { until });
    const { day, parts, looked, restarted, stopped, unknown, cleared, faults } = scan;
    // Once: the calls that find the day's scan finished have nothing to tell.
    if (scan.finishedAt !== undefined && scan.finishedAt >= startedAt) {
      const facts = { function: 'daily-scan', day, looked, restarted, stopped, unknown, cleared, faults };
      log(restarted + stopped + unknown + faults.length > 0 ? 'warn' : 'info', wordsFor(scan), facts);
    } else log('debug', 'daily scan under way', { function: 'daily-scan', day, parts });
    return scan;
  }).use(logged<unknown>({ function: 'daily-scan', log }));

const wordsFor = ({ restarted, stopped, unknown, faults }: Scan): string =>
  restarted + stopped + unknown + faults.length > 0 ? FOUND_STANDING : 'daily scan';

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
