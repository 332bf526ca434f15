/** Holds: one record a run, written only from its newest state, so that of two who act on a contact's run one does. */
import { expect } from 'vitest';
import type { Runs } from '../../lib/engine/ports.ts';
import { RUN_PARTS, type RunRecord, refOf } from '../../lib/engine/run-record.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { aRun, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const ended = { how: 'stop', reason: 'done', at: at(60) } as const;

export function runsContract(half: Half<Runs>): void {
  contract('runs', half, (promise) => {
    promise('of a hundred starts of one run, one creates it', async ({ port }) => {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) => port.create(aRun({ owner: `ann.r1.${i}` }))),
      );
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
      const winner = answers.indexOf('created');
      expect(await port.get('ann.r1')).toEqual(aRun({ owner: `ann.r1.${winner}` }));
    });

    promise('of a hundred who advance from one state, one does', async ({ port }) => {
      await port.create(aRun());
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) => port.write(aRun({ seq: 1, owner: `ann.r1.${i}` }), 0)),
      );
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect((await port.get('ann.r1'))?.owner).toBe(`ann.r1.${answers.indexOf('written')}`);
    });

    promise('what was read a state ago can no longer be written', async ({ port }) => {
      await port.create(aRun());
      expect(await port.write(aRun({ seq: 1 }), 0)).toBe('written');
      expect(await port.write(aRun({ seq: 2 }), 1)).toBe('written');
      expect(await port.write(aRun({ seq: 2, status: 'parked' }), 1)).toBe('lost');
      expect(await port.get('ann.r1')).toEqual(aRun({ seq: 2 }));
    });

    promise('a state that nobody has written yet cannot be followed', async ({ port }) => {
      await port.create(aRun());
      expect(await port.write(aRun({ seq: 6 }), 5)).toBe('lost');
      expect(await port.get('ann.r1')).toEqual(aRun());
    });

    promise('a run that was never created cannot be written', async ({ port }) => {
      expect(await port.write(aRun({ seq: 1 }), 0)).toBe('lost');
      expect(await port.get('ann.r1')).toBeUndefined();
    });

    promise('everything in the record comes back as it was', async ({ port }) => {
      const record = aRun({
        key: 'order-7',
        input: { amount: 12.5, tags: ['a', ''], nested: { yes: true, nothing: null } },
        wait: { step: 'reply', since: at(0), from: 3, due: at(90), families: ['event:reply'], token: 'AQ#c$k==' },
        visits: { again: 3 },
        cursor: { ...aRun().cursor, facts: { 'c1/c2': true, arm: 'b' } },
      });
      await port.create(record);
      expect(await port.get(refOf(record))).toEqual(record);
    });

    promise("a contact's runs are all listed, ended ones too, and nobody else's", async ({ port }) => {
      await port.create(aRun({ run: 'r1' }));
      await port.create(aRun({ run: 'r2', definition: 'other' }));
      await port.create(aRun({ contact: 'ann2', run: 'r3' }));
      await port.write(aRun({ run: 'r1', seq: 1, status: 'ended', end: ended }), 0);
      const runs = (await port.ofContact('ann')).map(({ run, status }) => `${run} ${status}`).sort();
      expect(runs).toEqual(['r1 ended', 'r2 running']);
      expect(await port.ofContact('nobody')).toEqual([]);
    });

    promise('a status gives its runs, of one definition or of all, while the asker changes them', async ({ port }) => {
      const statuses = ['created', 'running', 'parked', 'ended'] as const;
      for (const [i, status] of statuses.entries()) {
        for (const definition of ['trial', 'trial-2']) {
          const record = aRun({ run: `r${i}${definition}`, definition, status: 'created' });
          await port.create(record);
          if (status !== 'created')
            await port.write({ ...record, seq: 1, status, ...(status === 'ended' && { end: ended }) }, 0);
        }
      }
      for (const [i, status] of statuses.entries()) {
        if (status === 'ended') continue;
        expect(await refs(port, status)).toEqual([`ann.r${i}trial`, `ann.r${i}trial-2`]);
        expect(await refs(port, status, 'trial')).toEqual([`ann.r${i}trial`]);
      }
      for await (const ref of port.withStatus('parked')) {
        const record = (await port.get(ref)) as RunRecord;
        await port.write({ ...record, seq: 2, status: 'running' }, 1);
      }
      expect(await refs(port, 'parked')).toEqual([]);
      expect(await refs(port, 'running')).toHaveLength(4);
    });

    promise('failed runs are listed until they go on, and all open ones part by part, each once', async ({ port }) => {
      const failed = { how: 'error', reason: 'error:call', at: at(60) } as const;
      for (const run of ['r1', 'r2', 'r3', 'r4'])
        await port.create(aRun({ run, definition: run === 'r4' ? 'other' : 'trial' }));
      await port.write(aRun({ run: 'r1', definition: 'trial', seq: 1, status: 'ended', end: failed }), 0);
      await port.write(aRun({ run: 'r2', definition: 'trial', seq: 1, status: 'ended', end: ended }), 0);
      await port.write(aRun({ run: 'r3', definition: 'trial', seq: 1, status: 'parked' }), 0);
      await port.write(aRun({ run: 'r4', definition: 'other', seq: 1, status: 'ended', end: failed }), 0);
      expect(await refs(port, 'failed')).toEqual(['ann.r1', 'ann.r4']);
      expect(await refs(port, 'failed', 'trial')).toEqual(['ann.r1']);
      await port.write(aRun({ run: 'r1', definition: 'trial', seq: 2, status: 'running' }), 1);
      expect(await refs(port, 'failed')).toEqual(['ann.r4']);
      const open = [];
      for (let part = 0; part < RUN_PARTS; part++)
        for await (const { run, status } of port.openIn(part)) open.push(`${run} ${status}`);
      expect(open.sort()).toEqual(['r1 running', 'r3 parked']);
    });

    promise.underFault('a start whose answer was lost has happened once', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.create(aRun())).rejects.toThrow(RetryableError);
      expect(await port.create(aRun({ owner: 'another' }))).toBe('there-already');
      expect(await port.get('ann.r1')).toEqual(aRun());
    });

    promise.underFault('an advance whose answer was lost stands, and its repeat loses', async ({ port, breakAt }) => {
      await port.create(aRun());
      breakAt(1, 'after');
      await expect(port.write(aRun({ seq: 1 }), 0)).rejects.toThrow(RetryableError);
      expect(await port.write(aRun({ seq: 1 }), 0)).toBe('lost');
      expect(await port.get('ann.r1')).toEqual(aRun({ seq: 1 }));
    });
  });
}

async function refs(port: Runs, status: Parameters<Runs['withStatus']>[0], definition?: string): Promise<string[]> {
  const found = [];
  for await (const ref of port.withStatus(status, definition)) found.push(ref);
  return found.sort();
}
