/** Ports that break once, at a chosen call to the world: what a contact must live through unharmed. */
import type { EnginePorts } from '../../lib/engine/ports.ts';

/** `fails`: nothing is done. `answer-lost`: it is done, and the caller hears an error. `dies`: it is done, and nobody is there any more. */
export const breakings = ['fails', 'answer-lost', 'dies'] as const;
export type Breaking = (typeof breakings)[number];

/** Time, chance and signatures are no calls to anybody. */
const ownOf = new Set(['clock', 'ids', 'signer', 'publicUrl']);

export interface Breaker {
  /** Calls made so far, over all invocations. */
  calls(): number;
  /** The call that broke: `runs.write`. */
  broken(): string | undefined;
  /** Runs one invocation of a handler over ports that may break; one that dies is never heard of again. */
  run<Answer>(ports: EnginePorts, handle: (ports: EnginePorts) => Promise<Answer>): Promise<Answer>;
}

/** What is read bit by bit. */
const listings = new Set(['withStatus', 'openIn', 'unknown', 'names']);

type Method = (...args: unknown[]) => unknown;

/** `at`: which call of all breaks, counted from 0; left out: none. */
export const createBreaker = (at?: number, breaking: Breaking = 'fails'): Breaker =>
  createStorm((call) => (call === at ? breaking : undefined));

/** Breaks as many calls as it is told to. */
export function createStorm(breakingOf: (call: number) => Breaking | undefined): Breaker {
  let calls = 0;
  let broken: string | undefined;

  return {
    calls: () => calls,
    broken: () => broken,
    run(ports, handle) {
      let isDead = false;
      let die: (reason: Error) => void = () => {};
      const death = new Promise<never>((_, reject) => {
        die = reject;
      });
      const through = async (name: string, call: () => unknown): Promise<unknown> => {
        if (isDead) return new Promise(() => {});
        const breaking = breakingOf(calls++);
        if (!breaking) return call();
        broken = name;
        if (breaking === 'fails') throw fault(name);
        await call();
        if (breaking === 'answer-lost') throw fault(name);
        isDead = true;
        die(Object.assign(new Error(`The handler died in ${name}.`), { name: 'Lambda.Unknown' }));
        return new Promise(() => {});
      };
      return Promise.race([handle(wrapPorts(ports, through)), death]);
    },
  };
}

const fault = (name: string) => Object.assign(new Error(`${name} did not answer.`), { name: 'TimeoutError' });

/** Every method of every port goes through one place. */
export function wrapPorts(
  ports: EnginePorts,
  through: (name: string, call: () => unknown, args: unknown[]) => Promise<unknown>,
): EnginePorts {
  const wrapped = Object.entries(ports).map(([name, port]) => [
    name,
    ownOf.has(name) ? port : wrapMethods(port as object, name, through),
  ]);
  return Object.fromEntries(wrapped) as EnginePorts;
}

function wrapMethods(
  port: object,
  name: string,
  through: (name: string, call: () => unknown, args: unknown[]) => Promise<unknown>,
): object {
  const wrapped = Object.entries(port).map(([key, member]) => {
    const path = `${name}.${key}`;
    if (typeof member !== 'function') return [key, wrapMethods(member as object, path, through)];
    const call = (args: unknown[]) => () => (member as Method)(...args);
    // A listing is read bit by bit: it breaks at its first bit.
    const list = async function* (...args: unknown[]) {
      yield* (await through(path, call(args), args)) as AsyncIterable<unknown>;
    };
    return [key, listings.has(key) ? list : (...args: unknown[]) => through(path, call(args), args)];
  });
  return Object.fromEntries(wrapped);
}
