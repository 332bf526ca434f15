/** How many journeys a second the laptop's Step Functions carries, beside the best-known interpreter in JavaScript. */
import { StateMachine as PeerMachine } from 'aws-local-stepfunctions';
import { INVOKE, type StateMachine } from '../lib/compiler/asl.ts';
import { createClock, toInstant, toMs } from '../lib/simulator/clock.ts';
import { createExecutions, type Executions } from '../lib/simulator/interpreter/executions.ts';

const startAt = '2026-03-02T09:00:00.000Z';
const roundCount = 9;
const perRound = 1_000;

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

let started = 0;

function ours(): Executions {
  return createExecutions({ timers: createClock(startAt), invoke: (_name, payload) => answer(payload as never) });
}

async function oursTogether(): Promise<void> {
  const executions = ours();
  for (let i = 0; i < perRound; i++) {
    executions.start({ name: `n${started++}`, machineKey: 'journey', machine: journey, input: inputOf(i) });
  }
  await executions.settled();
  if (executions.open() > 0 || executions.transitions() !== perRound * 7)
    throw new Error('Our executions did not end.');
}

async function oursOneByOne(): Promise<void> {
  const executions = ours();
  for (let i = 0; i < perRound; i++) {
    executions.start({ name: `n${started++}`, machineKey: 'journey', machine: journey, input: inputOf(i) });
    await executions.settled();
  }
}

const peer = new PeerMachine(journey as never, { validationOptions: { noValidate: true } });
const handler = async (input: { Payload: { run: string; seq: number } }) => ({ Payload: await answer(input.Payload) });
const names = Object.keys(journey.States);
const overrides = { taskResourceLocalHandlers: Object.fromEntries(names.map((name) => [name, handler as never])) };

async function peerTogether(): Promise<void> {
  await Promise.all(Array.from({ length: perRound }, (_, i) => peer.run(inputOf(i), { overrides }).result));
}

async function peerOneByOne(): Promise<void> {
  for (let i = 0; i < perRound; i++) await peer.run(inputOf(i), { overrides }).result;
}

async function perSecond(run: () => Promise<void>, count: number): Promise<number> {
  const before = performance.now();
  await run();
  return (count * 1000) / (performance.now() - before);
}

/** Alternating rounds, so that a busy machine slows both; the first rounds warm up and are not counted. */
async function compare(a: () => Promise<void>, b: () => Promise<void>): Promise<[number, number]> {
  const figures: [number[], number[]] = [[], []];
  for (let round = -2; round < roundCount; round++) {
    const pair = [await perSecond(a, perRound), await perSecond(b, perRound)];
    if (round >= 0) for (const side of [0, 1] as const) figures[side].push(pair[side]!);
  }
  return [median(figures[0]), median(figures[1])];
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** A hundred thousand contacts in one wait: what each holds in memory, and how fast they begin and go on. */
async function manyWaiting(count: number): Promise<string[][]> {
  const clock = createClock(startAt);
  const executions = createExecutions({ timers: clock, invoke: (_name, payload) => answer(payload as never) });
  const due = toInstant(toMs(startAt) + 30 * 86_400_000);
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const startsPerSecond = await perSecond(async () => {
    for (let i = 0; i < count; i++) {
      const input = { run: `run-${i}`, r: { seq: 1, at: 'look', due, limit: 1, facts: {} } };
      executions.start({ name: `run-${i}`, machineKey: 'waiting', machine: waiting, input });
    }
    await executions.settled();
  }, count);
  globalThis.gc?.();
  const bytes = (process.memoryUsage().heapUsed - heapBefore) / count;
  if (executions.open() !== count) throw new Error(`${executions.open()} executions wait, not ${count}.`);
  const wakesPerSecond = await perSecond(() => clock.advanceTo(due), count);
  if (executions.open() !== 0) throw new Error(`${executions.open()} executions did not end.`);
  const label = count.toLocaleString('en-US');
  return [
    [`starts up to a Wait, ${label} open`, perSecondText(startsPerSecond), '–', '–'],
    [`wakes at one instant, a Task each`, perSecondText(wakesPerSecond), '–', '–'],
    ['memory of one open execution', globalThis.gc ? `${Math.round(bytes)} bytes` : 'run with --expose-gc', '–', '–'],
  ];
}

const waiting: StateMachine = {
  StartAt: 'pause',
  States: {
    pause: { Type: 'Wait', TimestampPath: '$.r.due', Next: 'close' },
    close: { ...task('close'), End: true },
  },
};

/** The first row is the heading. */
export async function benchInterpreter(): Promise<{ rows: string[][] }> {
  const [usTogether, peerAll] = await compare(oursTogether, peerTogether);
  const [usSingly, peerSingly] = await compare(oursOneByOne, peerOneByOne);
  return {
    rows: [
      ['executions of a Choice/Task machine', 'Waymark', 'aws-local-stepfunctions', 'ratio'],
      [`${perRound} at once`, ...beside(usTogether, peerAll)],
      ['one after the other', ...beside(usSingly, peerSingly)],
      ...(await manyWaiting(100_000)),
    ],
  };
}

function beside(us: number, them: number): string[] {
  return [perSecondText(us), perSecondText(them), `${(us / them).toFixed(1)} ×`];
}

function perSecondText(figure: number): string {
  return `${Math.round(figure).toLocaleString('en-US')}/s`;
}

if (import.meta.main) {
  const { rows } = await benchInterpreter();
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
}
