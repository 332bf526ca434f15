/** Ways in which a platform that delivers at least once, in any order, treats a contact's events and Tasks. */
import type { CarryOut, HandlerCall, World } from '../../lib/simulator/world.ts';
import { type Disturbance, isTask, isTimer } from './play-case.ts';

/** The same numbers in every run. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const isDelivery = ({ handler }: HandlerCall): boolean =>
  handler === 'enroll' || handler === 'signal' || handler === 'watch';

/** What a Task's double answers or throws goes nowhere, as if its caller had hung up. */
async function unheard(carryOut: CarryOut): Promise<void> {
  await carryOut().catch(() => undefined);
}

/** So many seconds later, beside whatever happens then. */
function laterBy(seconds: number, world: World, carryOut: CarryOut): void {
  const at = new Date(Date.parse(world.clock.now()) + seconds * 1000).toISOString();
  world.clock.at(at, () => unheard(carryOut));
}

const around = (disturb: NonNullable<Disturbance['around']>) => (): Disturbance => ({ around: disturb });

/** Each is made anew for each play, from a seed. */
export const disturbances: Record<string, (seed: number) => Disturbance> = {
  'every delivery comes twice at once': around(async (call, carryOut) => {
    if (isDelivery(call)) await carryOut();
    return carryOut();
  }),
  'every delivery comes again a minute, and a day, later': around(async (call, carryOut, world) => {
    if (isDelivery(call)) for (const seconds of [60, 86_400]) laterBy(seconds, world, carryOut);
    return carryOut();
  }),
  'two copies of every delivery run side by side': around(async (call, carryOut) => {
    if (!isDelivery(call)) return carryOut();
    const [first] = await Promise.all([carryOut(), carryOut()]);
    return first;
  }),
  'every batch of changes comes twice': around(async (call, carryOut) => {
    if (call.handler === 'publish') await carryOut();
    return carryOut();
  }),
  'every batch of changes comes again an hour later': around(async (call, carryOut, world) => {
    if (call.handler === 'publish') laterBy(3_600, world, carryOut);
    return carryOut();
  }),
  'deliveries come in reversed order': () => ({ choose: (waiting) => waiting.length - 1 }),
  'deliveries come in any order': (seed) => {
    const roll = dice(seed);
    return { choose: (waiting) => Math.floor(roll() * waiting.length) };
  },
  'every delivery is late by half a minute': around(async (call, carryOut, world) => {
    if (!isDelivery(call)) return carryOut();
    laterBy(30, world, carryOut);
  }),
  'every timer rings twice at once': around(async (call, carryOut) => {
    if (isTimer(call)) await carryOut();
    return carryOut();
  }),
  'two copies of every ring are taken side by side': around(async (call, carryOut) => {
    if (!isTimer(call)) return carryOut();
    const [first] = await Promise.all([carryOut(), carryOut()]);
    return first;
  }),
  'every timer rings again a minute, and a day, later': around(async (call, carryOut, world) => {
    if (isTimer(call)) for (const seconds of [60, 86_400]) laterBy(seconds, world, carryOut);
    return carryOut();
  }),
  'every timer is late by half a minute': around(async (call, carryOut, world) => {
    if (!isTimer(call)) return carryOut();
    laterBy(30, world, carryOut);
  }),
  'every execution is started twice': around((_call, carryOut, { ports }) => {
    const { start } = ports.executions;
    const startTwice: typeof start = async (execution) => {
      await start(execution);
      return start(execution);
    };
    return carryOut({ ...ports, executions: { ...ports.executions, start: startTwice } });
  }),
  'every Task runs twice, and the first answer is lost': around(async (call, carryOut) => {
    if (isTask(call)) await unheard(carryOut);
    return carryOut();
  }),
  'every Task runs twice, and the second answer is lost': around(async (call, carryOut) => {
    if (!isTask(call)) return carryOut();
    const answer = carryOut();
    await unheard(() => answer);
    await unheard(carryOut);
    return answer;
  }),
  'two copies of every Task run side by side, the first is heard': around(async (call, carryOut) => {
    if (!isTask(call)) return carryOut();
    const answer = carryOut();
    const [heard] = await Promise.all([answer, unheard(carryOut)]);
    return heard;
  }),
  'two copies of every Task run side by side, the second is heard': around(async (call, carryOut) => {
    if (!isTask(call)) return carryOut();
    const double = unheard(carryOut);
    const [heard] = await Promise.all([carryOut(), double]);
    return heard;
  }),
  'every Task runs again ten minutes, and a day, later': around(async (call, carryOut, world) => {
    if (isTask(call)) for (const seconds of [600, 86_400]) laterBy(seconds, world, carryOut);
    return carryOut();
  }),
};
