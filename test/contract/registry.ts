/** Holds: a deploy switches only when all of it is there, versions never change, and an operator's pause outlives every deploy. */
import { expect } from 'vitest';
import type { Registry } from '../../lib/engine/ports.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import { aPublication, at, aVersion, settings } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const trial1 = aVersion('trial', 'h1');
const trial2 = aVersion('trial', 'h2', { purpose: 'Better' });
const winback = aVersion('winback', 'w1', {
  kind: 'workflow',
  when: [
    { kind: 'form', head: 'come-back' },
    { kind: 'event', head: 'trial.started' },
  ],
});

export function registryContract(half: Half<Registry>): void {
  contract('registry', half, (promise) => {
    promise(
      'before the first deploy there are no definitions, and settings are an error with a name',
      async ({ port }) => {
        expect(await port.definitions()).toEqual([]);
        expect(await port.definition('trial')).toBeUndefined();
        expect(await port.version('trial', 'h1')).toBeUndefined();
        expect(await port.machineOf('trial', 'h1')).toBeUndefined();
        await expect(port.settings()).rejects.toThrow(TerminalError);
      },
    );

    promise('who asks about runs of a journey is known, and of others nobody is', async ({ port }) => {
      const asking = { ...trial1, families: ['event:order.paid', 'run:onboarding'] };
      await port.publish(aPublication([asking]));
      expect((await port.listeners()).watched).toEqual(['event:order.paid', 'run:onboarding']);
      await port.publish(aPublication([trial1]));
      // Somebody may still wait in the version before.
      expect((await port.listeners()).watched).toEqual(['event:order.paid', 'run:onboarding']);
    });

    promise('a deploy is found by route, by name and by hash', async ({ port }) => {
      const form = { name: 'come-back', fields: {}, consent: [] };
      const segment = { name: 'vip', purpose: 'Big spenders' };
      await port.publish(aPublication([winback, trial1], { forms: [form], segments: [segment] }));
      expect(await port.settings()).toEqual(settings);
      expect([await port.form('come-back'), await port.form('other')]).toEqual([form, undefined]);
      expect(await port.forms()).toEqual([form]);
      expect([await port.segment('vip'), await port.segment('other')]).toEqual([segment, undefined]);
      expect((await port.triggers('event:trial.started')).map(({ definition }) => definition)).toEqual([
        'trial',
        'winback',
      ]);
      expect(await port.triggers('form:come-back')).toEqual([
        { definition: 'winback', version: 'w1', trigger: { kind: 'form', head: 'come-back' }, priority: 50 },
      ]);
      expect(await port.triggers('event:other')).toEqual([]);
      expect(await port.triggers('constructor')).toEqual([]);
      expect(await port.definition('trial')).toEqual({
        name: 'trial',
        kind: 'journey',
        version: 'h1',
        number: 1,
        machine: 'machine:trial:h1',
        state: 'live',
      });
      expect((await port.definitions()).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
        'trial journey',
        'winback workflow',
      ]);
      expect(await port.version('trial', 'h1')).toEqual(trial1);
    });

    promise(
      'old versions stay for those inside, and numbers count up; the same content keeps its number',
      async ({ port }) => {
        await port.publish(aPublication([trial1]));
        await port.publish(aPublication([trial2]));
        expect(await port.definition('trial')).toMatchObject({ version: 'h2', number: 2 });
        expect(await port.version('trial', 'h1')).toEqual(trial1);
        expect(await port.machineOf('trial', 'h1')).toBe('machine:trial:h1');
        await port.publish(aPublication([trial1]));
        expect(await port.definition('trial')).toMatchObject({ version: 'h1', number: 1 });
        await port.publish(aPublication([aVersion('trial', 'h3')]));
        expect(await port.definition('trial')).toMatchObject({ version: 'h3', number: 3 });
      },
    );

    promise("an operator's pause outlives a deploy", async ({ port }) => {
      await port.publish(aPublication([trial1]));
      await port.setState('trial', 'paused', at(1));
      expect(await port.definition('trial')).toMatchObject({ state: 'paused' });
      await port.publish(aPublication([trial2]));
      expect(await port.definition('trial')).toMatchObject({ version: 'h2', state: 'paused' });
      await port.setState('trial', 'live', at(2));
      expect(await port.definition('trial')).toMatchObject({ state: 'live' });
    });

    promise(
      'a state holds since it was first said, and since nobody knows when while nobody has spoken',
      async ({ port }) => {
        await port.publish(aPublication([trial1]));
        expect((await port.definition('trial'))?.since).toBeUndefined();
        await port.setState('trial', 'live', at(1));
        expect((await port.definition('trial'))?.since).toBeUndefined();
        await port.setState('trial', 'paused', at(2));
        await port.setState('trial', 'paused', at(3));
        expect(await port.definition('trial')).toMatchObject({ state: 'paused', since: at(2) });
        await port.publish(aPublication([trial2]));
        await port.setState('trial', 'live', at(4));
        expect(await port.definition('trial')).toMatchObject({ state: 'live', since: at(4) });
      },
    );

    promise('who said so, and why, stands beside the state; a stop outlives the file', async ({ port }) => {
      await port.publish(aPublication([trial1, winback]));
      await port.setState('trial', 'stopped', at(1), { by: 'lee', reason: 'recall' });
      expect(await port.definition('trial')).toMatchObject({ state: 'stopped', by: 'lee', reason: 'recall' });
      await port.publish(aPublication([winback]));
      expect(await port.definition('trial')).toMatchObject({ state: 'stopped', since: at(1) });
      await port.setState('trial', 'live', at(2));
      expect((await port.definition('trial'))?.by).toBeUndefined();
    });

    promise('what is said only of what is live leaves alone what has been said meanwhile', async ({ port }) => {
      await port.publish(aPublication([trial1, winback]));
      await port.setState('trial', 'stopped', at(1), { by: 'lee' });
      await port.setState('trial', 'paused', at(2), { by: 'waymark', onlyIf: 'live' });
      expect(await port.definition('trial')).toMatchObject({ state: 'stopped', since: at(1), by: 'lee' });
      await port.setState('winback', 'paused', at(3), { by: 'waymark', reason: 'trouble', onlyIf: 'live' });
      await port.setState('winback', 'paused', at(4), { by: 'waymark', onlyIf: 'live' });
      expect(await port.definition('winback')).toMatchObject({ state: 'paused', since: at(3), reason: 'trouble' });
    });

    promise(
      'what is said of everything holds for each, for those that come later, and takes nothing back',
      async ({ port }) => {
        await port.publish(aPublication([trial1]));
        await port.setState('trial', 'disabled', at(1));
        await port.setEverything('paused', at(2));
        await port.setEverything('paused', at(3));
        await port.publish(aPublication([trial1, winback]));
        expect(await port.definition('trial')).toMatchObject({ state: 'disabled', frozenSince: at(2) });
        expect(await port.definition('winback')).toMatchObject({ state: 'live', frozenSince: at(2) });
        await port.setEverything('live', at(4));
        await port.publish(aPublication([trial1, winback, aVersion('third', 't1')]));
        for (const name of ['trial', 'winback', 'third'])
          expect((await port.definition(name))?.frozenSince).toBeUndefined();
        expect(await port.definition('trial')).toMatchObject({ state: 'disabled' });
      },
    );

    promise('versions are told with when, by whom and why they came first', async ({ port }) => {
      expect(await port.versions('trial')).toEqual([]);
      await port.publish(aPublication([trial1], { by: 'lee', note: 'Begin' }));
      await port.publish(aPublication([trial2], { at: at(5) }));
      await port.publish(aPublication([trial1], { at: at(6), by: 'kim', note: 'Back' }));
      expect(await port.versions('trial')).toEqual([
        { hash: 'h2', number: 2, machine: 'machine:trial:h2', at: at(5) },
        { hash: 'h1', number: 1, machine: 'machine:trial:h1', at: at(0), by: 'lee', note: 'Begin' },
      ]);
    });

    promise('an operator goes back, and stays there until the files say something new', async ({ port }) => {
      const other = aVersion('trial', 'h3', { when: [{ kind: 'event', head: 'trial.asked' }] });
      await port.publish(aPublication([trial1, winback]));
      await port.publish(aPublication([other, winback]));
      expect(await port.triggers('event:trial.asked')).toHaveLength(1);
      await port.goBackTo('trial', 'h1');
      const back = { version: 'h1', number: 1, machine: 'machine:trial:h1', over: 'h3' };
      expect(await port.definition('trial')).toMatchObject(back);
      expect(await port.triggers('event:trial.asked')).toEqual([]);
      expect((await port.triggers('event:trial.started')).map(({ version }) => version)).toEqual(['h1', 'w1']);
      await port.goBackTo('trial', 'h1');
      await port.publish(aPublication([other, winback]));
      expect(await port.definition('trial')).toMatchObject(back);
      expect((await port.triggers('event:trial.started')).map(({ version }) => version)).toEqual(['h1', 'w1']);
      await port.publish(aPublication([trial2, winback]));
      expect(await port.definition('trial')).toMatchObject({ version: 'h2', number: 3 });
      expect((await port.definition('trial'))?.over).toBeUndefined();
      await port.goBackTo('trial', 'h3');
      await port.goBackTo('trial', 'h2');
      expect((await port.definition('trial'))?.over).toBeUndefined();
      await expect(port.goBackTo('trial', 'never')).rejects.toThrow(TerminalError);
    });

    promise('E16 of two who change one definition the second is refused, and told which', async ({ port }) => {
      await port.publish(aPublication([trial1, winback]));
      await port.publish(aPublication([trial2, winback], { basedOn: { trial: 'h1' } }));
      const stale = port.publish(aPublication([aVersion('trial', 'h3'), winback], { basedOn: { trial: 'h1' } }));
      await expect(stale).rejects.toMatchObject({ code: 'stale-publish', message: expect.stringContaining('trial') });
      expect(await port.definition('trial')).toMatchObject({ version: 'h2', number: 2 });
      // The same once more, after a lost answer, is no conflict.
      await port.publish(aPublication([trial2, winback], { basedOn: { trial: 'h1' } }));
    });

    promise('a version that is kept ahead of its deploy can be read, and changes nothing yet', async ({ port }) => {
      await port.publish(aPublication([trial1]));
      await port.keep([trial2, winback]);
      expect(await port.version('trial', 'h2')).toEqual(trial2);
      expect(await port.definition('trial')).toMatchObject({ version: 'h1' });
      expect(await port.definition('winback')).toBeUndefined();
      expect(await port.machineOf('trial', 'h2')).toBeUndefined();
      await port.publish(aPublication([trial2]));
      expect(await port.definition('trial')).toMatchObject({ version: 'h2', number: 2 });
    });

    promise('what a deploy leaves out is disabled, and comes back in the state it had', async ({ port }) => {
      await port.publish(aPublication([trial1, winback]));
      await port.setState('winback', 'paused', at(1));
      await port.publish(aPublication([trial1]));
      expect(await port.definition('winback')).toMatchObject({ version: 'w1', state: 'disabled' });
      expect(await port.definition('trial')).toMatchObject({ state: 'live' });
      expect(await port.triggers('form:come-back')).toEqual([]);
      expect(await port.machineOf('winback', 'w1')).toBe('machine:winback:w1');
      expect((await port.definitions()).map(({ name, state }) => `${name} ${state}`)).toEqual([
        'trial live',
        'winback disabled',
      ]);
      await port.publish(aPublication([winback]));
      expect(await port.definition('winback')).toMatchObject({ state: 'paused' });
      expect(await port.definition('trial')).toMatchObject({ state: 'disabled' });
    });

    promise('a version kept ahead of its publication can be read, and leads nobody anywhere', async ({ port }) => {
      await port.publish(aPublication([trial1]));
      await port.keep([trial2, winback]);
      expect(await port.version('trial', 'h2')).toEqual(trial2);
      expect(await port.machineOf('trial', 'h2')).toBeUndefined();
      expect(await port.definition('trial')).toMatchObject({ version: 'h1', number: 1 });
      expect(await port.triggers('form:come-back')).toEqual([]);
      await port.publish(aPublication([trial2]));
      expect(await port.definition('trial')).toMatchObject({ version: 'h2', number: 2, machine: 'machine:trial:h2' });
    });

    promise('a version far larger than an item comes back whole', async ({ port }) => {
      const noise = Array.from({ length: 40_000 }, (_, i) => Math.sin(i).toString(36)).join('');
      const large = aVersion('trial', 'large', { purpose: noise });
      await port.publish(aPublication([large]));
      expect(await port.version('trial', 'large')).toEqual(large);
    });

    promise.underFault(
      'a deploy that breaks off anywhere leaves what was live, and its repeat completes it',
      async ({ port, breakAt }) => {
        const next = aPublication([trial2, winback], { settings: { ...settings, project: 'next' } });
        for (const when of ['before', 'after'] as const) {
          await port.publish(aPublication([trial1]));
          for (let nth = 1; ; nth++) {
            breakAt(nth, when);
            const isDone = await port.publish(next).then(
              () => true,
              () => false,
            );
            breakAt(0, when);
            const { version, state } = (await port.definition('trial'))!;
            expect(await port.version('trial', version)).toEqual(version === 'h1' ? trial1 : trial2);
            expect(state).toBe('live');
            for (const entry of await port.triggers('event:trial.started')) {
              expect(await port.version(entry.definition, entry.version)).toBeDefined();
              expect(await port.definition(entry.definition)).toBeDefined();
            }
            if (isDone) break;
            expect(nth).toBeLessThan(30);
          }
          await port.publish(next);
          expect(await port.definition('trial')).toMatchObject({
            version: 'h2',
            number: 2,
            machine: 'machine:trial:h2',
          });
          expect((await port.triggers('event:trial.started')).map(({ version }) => version)).toEqual(['h2', 'w1']);
          expect((await port.settings()).project).toBe('next');
        }
      },
    );
  });
}
