/** How many journeys a second the laptop's Step Functions carries, beside the best-known interpreter in JavaScript. */
import { StateMachine as PeerMachine } from 'aws-local-stepfunctions';
import { INVOKE, type StateMachine } from '../lib/compiler/asl.ts';
import { createClock, toInstant, toMs } from '../lib/simulator/clock.ts';
import { createExecutions, type Executions } from '../lib/simulator/interpreter/executions.ts';
import type { Benchmark } from './benchmark.ts';
import { inFreshProcess } from './fresh-process.ts';
import { figureOf, medianRatio, millisecondsOf, takeTurns } from './rounds.ts';
import { count, perSecond, ratio } from './table.ts';

const startAt = '2026-03-02T09:00:00.000Z';

interface Sizes {
  rounds: number;
  executions: number;
  waiting: number;
}

/** A journey's shape: look, decide, send, decide, end; the facts travel as the compiler has them travel. */
const journey: StateMachine = {
  StartAt: 'look',
  States: {
    look: { ...task('look'), Next: 'is-customer' },
    'is-customer': {
      Type: 'Choice',
      Choices: [{ And: [present('$.r.facts.customer'), isTrue('$.r.facts.customer')], Next: 'send-thanks' }],
      Default: 'send-offer',
    },
    'send-thanks': { ...task('send'), Next: 'was-sent' },
    'send-offer': { ...task('send'), Next: 'was-sent' },
    'was-sent': {
      Type: 'Choice',
      Choices: [
        { Not: isTrue('$.r.facts.sent'), Next: 'give-up' },
        { Variable: '$.r.at', StringEquals: 'close', Next: 'close' },
      ],
      Default: 'give-up',
    },
    close: { ...task('close'), Next: 'done' },
    'give-up': { Type: 'Succeed' },
    done: { Type: 'Succeed' },
  },
};

function task(functionName: string) {
  return {
    Type: 'Task' as const,
    Resource: INVOKE,
    Parameters: { FunctionName: functionName, Payload: { 'run.$': '$.run', 'seq.$': '$.r.seq', step: functionName } },
    ResultSelector: { 'seq.$': '$.Payload.seq', 'at.$': '$.Payload.at', 'facts.$': '$.Payload.facts' },
    ResultPath: '$.r',
  };
}

function present(variable: string) {
  return { Variable: variable, IsPresent: true };
}

function isTrue(variable: string) {
  return { Variable: variable, BooleanEquals: true };
}

function inputOf(i: number) {
  return { run: `run-${i}`, r: { seq: 1, at: 'look', facts: {} } };
}

async function answer(payload: { run: string; seq: number }) {
  const isCustomer = payload.run.endsWith('7');
  return { seq: payload.seq + 1, at: payload.seq < 3 ? 'close' : 'end', facts: { customer: isCustomer, sent: true } };
}

/** As AWS bills them; each run is checked for it. */
const transitionsOfOne = 7;

let started = 0;

function ours(): Executions {
  return createExecutions({ timers: createClock(startAt), invoke: (_name, payload) => answer(payload as never) });
}

function startOne(executions: Executions, i: number): void {
  executions.start({ name: `n${started++}`, machineKey: 'journey', machine: journey, input: inputOf(i) });
}

async function oursTogether(perRound: number): Promise<void> {
  const executions = ours();
  for (let i = 0; i < perRound; i++) startOne(executions, i);
  await executions.settled();
  if (executions.open() > 0 || executions.transitions() !== perRound * transitionsOfOne)
    throw new Error('Our executions did not end.');
}

async function oursOneByOne(perRound: number): Promise<void> {
  const executions = ours();
  for (let i = 0; i < perRound; i++) {
    startOne(executions, i);
    await executions.settled();
  }
}

const peer = new PeerMachine(journey as never, { validationOptions: { noValidate: true } });
const handler = async (input: { Payload: { run: string; seq: number } }) => ({ Payload: await answer(input.Payload) });
const names = Object.keys(journey.States);
const overrides = { taskResourceLocalHandlers: Object.fromEntries(names.map((name) => [name, handler as never])) };

async function peerTogether(perRound: number): Promise<void> {
  await Promise.all(Array.from({ length: perRound }, (_, i) => peer.run(inputOf(i), { overrides }).result));
}

async function peerOneByOne(perRound: number): Promise<void> {
  for (let i = 0; i < perRound; i++) await peer.run(inputOf(i), { overrides }).result;
}

type Race = (perRound: number) => Promise<void>;

async function compare(title: string, us: Race, them: Race, { rounds, executions }: Sizes): Promise<string[]> {
  const rateOf = (race: Race) => async () => (executions * 1000) / (await millisecondsOf(() => race(executions)));
  const measured = await takeTurns({ us: rateOf(us), them: rateOf(them) }, { rounds, warmUps: 2 });
  const faster = medianRatio(measured.us, measured.them);
  return [title, perSecond(figureOf(measured.us)), perSecond(figureOf(measured.them)), ratio(faster)];
}

interface Held {
  startsPerSecond: number;
  wakesPerSecond: number;
  bytesEach: number;
}

/** A crowd in one wait: what each holds in memory, and how fast they begin and go on. */
export async function holdMany(waiting: number): Promise<Held> {
  const clock = createClock(startAt);
  const executions = createExecutions({ timers: clock, invoke: (_name, payload) => answer(payload as never) });
  const due = toInstant(toMs(startAt) + 30 * 86_400_000);
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const startMs = await millisecondsOf(async () => {
    for (let i = 0; i < waiting; i++) {
      const input = { run: `run-${i}`, r: { seq: 1, at: 'look', due, limit: 1, facts: {} } };
      executions.start({ name: `run-${i}`, machineKey: 'pause', machine: pause, input });
    }
    await executions.settled();
  });
  globalThis.gc?.();
  const bytesEach = (process.memoryUsage().heapUsed - heapBefore) / waiting;
  if (executions.open() !== waiting) throw new Error(`${executions.open()} executions wait, not ${waiting}.`);
  const wakeMs = await millisecondsOf(() => clock.advanceTo(due));
  if (executions.open() !== 0) throw new Error(`${executions.open()} executions did not end.`);
  return { startsPerSecond: (waiting * 1000) / startMs, wakesPerSecond: (waiting * 1000) / wakeMs, bytesEach };
}

const pause: StateMachine = {
  StartAt: 'pause',
  States: {
    pause: { Type: 'Wait', TimestampPath: '$.r.due', Next: 'close' },
    close: { ...task('close'), End: true },
  },
};

async function rowsOfWaiting({ rounds, waiting }: Sizes): Promise<string[][]> {
  const { held } = await takeTurns({ held: () => inFreshProcess(import.meta.url, holdMany, waiting) }, { rounds });
  const figure = (of: keyof Held) => figureOf(held.map(({ result }) => result[of]));
  return [
    [`starts up to a Wait, ${count(waiting)} open`, perSecond(figure('startsPerSecond'))],
    ['wakes at one instant, a Task each', perSecond(figure('wakesPerSecond'))],
    ['memory of one open execution', `${count(Math.round(figure('bytesEach').median))} bytes`],
  ];
}

export const interpreter: Benchmark<Sizes> = {
  says: 'executions of one Choice/Task machine',
  full: { rounds: 9, executions: 1_000, waiting: 100_000 },
  quick: { rounds: 3, executions: 300, waiting: 10_000 },
  async run(sizes) {
    const rows = [
      ['', 'Waymark', 'aws-local-stepfunctions', 'ratio'],
      await compare(`${count(sizes.executions)} at once`, oursTogether, peerTogether, sizes),
      await compare('one after the other', oursOneByOne, peerOneByOne, sizes),
      ...(await rowsOfWaiting(sizes)),
    ];
    return [
      {
        rows,
        notes: [`An execution is ${transitionsOfOne} transitions here: its start, three Tasks, two Choices, an end.`],
      },
    ];
  },
};
