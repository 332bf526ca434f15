/**
 * Generated machines on our interpreter and on an independent one. Left out, because the other does not speak it: task
 * tokens, waits on a virtual clock, size limits, ResultPath `$` (it makes a field of that name), a ResultPath below a
 * text or a number (it overwrites that), IsPresent false (never holds there).
 */
import { StateMachine as Peer } from 'aws-local-stepfunctions';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../lib/language/json.ts';
import { aCase, anInput, type Case, type Script } from './interpreter-generators.ts';
import { aRunning, named } from './interpreter-harness.ts';

interface Passage {
  status: string;
  error?: string | undefined;
  output?: unknown;
  entered: string[];
  payloads: Json[];
}

async function passOurs({ machine, scripts }: Case, input: Json): Promise<Passage> {
  const lambdas = Object.fromEntries(Object.entries(scripts).map(([name, script]) => [name, play(script)]));
  const { run, elapse, calls } = aRunning(machine.States, lambdas);
  await run(input);
  const { status, error, output, states } = await elapse(3_600);
  return { status, error, output, entered: states!, payloads: calls.map((call) => call.payload) };
}

async function passPeer({ machine, scripts }: Case, input: Json): Promise<Passage & { events: string[] }> {
  const payloads: Json[] = [];
  const handlers = Object.entries(scripts).map(([name, script]) => {
    const next = play(script);
    const handler = ({ Payload }: { Payload: Json }) => {
      payloads.push(structuredClone(Payload));
      try {
        return { Payload: next() };
      } catch (thrown) {
        const { name: errorType, message: errorMessage } = thrown as Error;
        throw named(errorType, JSON.stringify({ errorType, errorMessage }));
      }
    };
    return [name, handler as never];
  });
  const peer = new Peer(structuredClone(machine) as never, { validationOptions: { noValidate: true } });
  const { result, eventLogs } = peer.run(input as never, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      retryIntervalOverrides: Object.fromEntries(Object.keys(scripts).map((name) => [name, 0])),
    },
    context: { Execution: { Name: 'ann' } },
  });
  result.catch(() => {}); // It is the event log that tells how it ended.
  const passage = { entered: [] as string[], payloads, events: [] as string[] };
  for await (const event of eventLogs) {
    passage.events.push(event.type);
    if (event.type === 'StateEntered') passage.entered.push(event.state.name);
    if (event.type === 'ExecutionSucceeded') return { status: 'SUCCEEDED', output: event.output, ...passage };
    if (event.type === 'ExecutionFailed') return { status: 'FAILED', error: event.Error, ...passage };
  }
  throw new Error('The other interpreter came to no end.');
}

function play(script: Script): () => Json {
  let calls = 0;
  return () => {
    const act = script[Math.min(calls++, script.length - 1)]!;
    if ('throws' in act) throw named(act.throws);
    return act.returns;
  };
}

function plain(passage: Passage): Json {
  return JSON.parse(JSON.stringify(passage));
}

test('a contact’s passage is the same on an independent interpreter: states, payloads, outcome and error', async () => {
  const seen = { ExecutionSucceeded: 0, ExecutionFailed: 0, StateRetried: 0, StateCaught: 0 };
  await fc.assert(
    fc.asyncProperty(aCase, anInput, async (one, input) => {
      const { events, ...peers } = await passPeer(one, input);
      expect(plain(await passOurs(one, input))).toEqual(plain(peers));
      for (const event of new Set(events)) if (event in seen) seen[event as keyof typeof seen] += 1;
    }),
    { numRuns: 150 },
  );
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(10);
});

test('the machines compared are such as a validator of the language accepts', () => {
  const isAccepted = ({ machine }: Case) => new Peer(structuredClone(machine) as never) instanceof Peer;
  fc.assert(fc.property(aCase, isAccepted), { numRuns: 5 });
});
