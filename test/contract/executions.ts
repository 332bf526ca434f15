/** Holds: a run's execution starts once by its name, its token is answered once, and stopping is harmless. */
import { expect } from 'vitest';
import type { Executions } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { contract, type Half } from './contract.ts';

/** An execution of `machine` waits for its token from the start. */
export interface ExecutionsWorld {
  executions: Executions;
  machine: string;
  /** Every execution ever started. */
  started(): string[];
  tokenOf(name: string): Promise<string>;
  /** The next requests: carried out but unanswered once, or throttled. */
  weather?(weather: 'lose-first' | 'throttle' | 'accept'): void;
}

const input = { run: 'ann.r1.0', r: { seq: 0, at: '', due: '2026-03-02T09:00:00.000Z', limit: 1, facts: {} } };

export function executionsContract(half: Half<ExecutionsWorld>): void {
  contract('executions', half, (promise) => {
    promise('started twice under one name, there is one', async ({ port: { executions, machine, started } }) => {
      const start = () => executions.start({ name: 'ann.r1.0', machine, input });
      expect(await start()).toBe('started');
      expect(['started', 'there-already']).toContain(await start());
      expect(started()).toEqual(['ann.r1.0']);
    });

    promise(
      'a name is taken for other input, and for good',
      async ({ port: { executions, machine, started, tokenOf } }) => {
        await executions.start({ name: 'ann.r1.0', machine, input });
        expect(await executions.start({ name: 'ann.r1.0', machine, input: { other: 1 } })).toBe('there-already');
        expect(await executions.succeed(await tokenOf('ann.r1.0'), {})).toBe('ok');
        expect(await executions.start({ name: 'ann.r1.0', machine, input })).toBe('there-already');
        expect(started()).toEqual(['ann.r1.0']);
      },
    );

    promise(
      'a token is answered once; after that, and to strangers, it is gone',
      async ({ port: { executions, machine, tokenOf } }) => {
        await executions.start({ name: 'ann.r1.0', machine, input });
        const token = await tokenOf('ann.r1.0');
        expect(await executions.succeed(token, { seq: 3 })).toBe('ok');
        expect(await executions.succeed(token, { seq: 3 })).toBe('gone');
        expect(await executions.succeed('no such token', {})).toBe('gone');
      },
    );

    promise(
      'what is stopped hears no answer any more; stopping again, or a stranger, changes nothing',
      async ({ port }) => {
        const { executions, machine, tokenOf } = port;
        await executions.start({ name: 'ann.r1.0', machine, input });
        const token = await tokenOf('ann.r1.0');
        await executions.stop('ann.r1.0', machine);
        await executions.stop('ann.r1.0', machine);
        await executions.stop('nobody.r1.0', machine);
        expect(await executions.succeed(token, {})).toBe('gone');
      },
    );

    promise.underFault('a throttled start is to be tried again, and has started nothing', async ({ port }) => {
      const { executions, machine, started, weather } = port;
      weather!('throttle');
      await expect(executions.start({ name: 'ann.r1.0', machine, input })).rejects.toThrow(RetryableError);
      expect(started()).toEqual([]);
      weather!('accept');
      expect(await executions.start({ name: 'ann.r1.0', machine, input })).toBe('started');
    });

    promise.underFault('a start whose answer was lost is one start', async ({ port }) => {
      const { executions, machine, started, weather } = port;
      weather!('lose-first');
      const start = () => executions.start({ name: 'ann.r1.0', machine, input });
      await expect(start()).rejects.toThrow(RetryableError);
      expect(['started', 'there-already']).toContain(await start());
      expect(started()).toEqual(['ann.r1.0']);
    });
  });
}
