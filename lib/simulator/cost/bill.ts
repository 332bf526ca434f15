/** Turns what was counted into dollars. */
import { type Counts, totalOf } from './counts.ts';
import { assumptions, prices, type StoreMode } from './prices.ts';

export interface Bill {
  machines: number;
  functions: number;
  store: number;
  timers: number;
  bus: number;
  /** All of the above. */
  total: number;
  /** Paid to whoever delivers them; not part of the total. */
  messages: number;
}

/** The functions that a machine calls: an Express execution lasts as long as they do. */
const ofMachines = ['run-step', 'send-email', 'send-sms', 'charge-card', 'call-webhook'];

export function billOf(counts: Counts, mode: StoreMode = 'on-demand'): Bill {
  const executions = totalOf(counts, 'execution');
  const [invocations, requests] = [totalOf(counts, 'invocation'), totalOf(counts, 'request')];
  const lambdaSeconds = secondsOf(invocations, requests);
  const inMachines = (unit: 'invocation' | 'request') =>
    ofMachines.reduce((sum, name) => sum + (counts[unit]?.[name] ?? 0), 0);
  const executionSeconds = executions
    ? secondsOf(inMachines('invocation'), inMachines('request')) + (executions * assumptions.executionMs) / 1000
    : 0;
  const parts = {
    machines:
      totalOf(counts, 'transition') * prices.transition +
      executions * prices.execution +
      executionSeconds * (assumptions.expressMegabytes / 1024) * prices.executionGigabyteSecond,
    functions:
      invocations * prices.invocation +
      lambdaSeconds * (assumptions.lambdaMegabytes / 1024) * prices.lambdaGigabyteSecond,
    store: totalOf(counts, 'write') * prices.write[mode] + totalOf(counts, 'read') * prices.read[mode],
    timers: totalOf(counts, 'timer-fired') * prices['timer-fired'],
    bus:
      totalOf(counts, 'bus-event') * prices['bus-event'] + totalOf(counts, 'queue-message') * prices['queue-message'],
  };
  const messages = Object.entries(counts.message ?? {}).reduce(
    (sum, [channel, amount]) => sum + amount * (prices.message[channel] ?? 0),
    0,
  );
  return { ...parts, messages, total: Object.values(parts).reduce((sum, one) => sum + one, 0) };
}

const secondsOf = (invocations: number, requests: number): number =>
  (invocations * assumptions.invocationMs + requests * assumptions.requestMs) / 1000;
