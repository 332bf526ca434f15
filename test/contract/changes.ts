/** Holds: whatever happens to a contact is told once it is written, in order, as it was before and as it is now. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Change, EnginePorts } from '../../lib/engine/ports.ts';
import { aContact, aLine, anEvent, aRun, at, monday } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export interface ChangesWorld {
  ports: Pick<EnginePorts, 'contacts' | 'events' | 'runs' | 'segments' | 'timeline' | 'suppressions'>;
  told(): Promise<Change[]>;
}

const withoutId = ({ id: _, ...change }: Change) => change;

export function changesContract(half: Half<ChangesWorld>): void {
  contract('change feed', half, (promise) => {
    promise(
      'an event is told once, as stored, and not again when it comes again',
      async ({ port: { ports, told } }) => {
        await ports.events.put(anEvent());
        await ports.events.put(anEvent({ receivedAt: at(60) }));
        expect((await told()).map(withoutId)).toEqual([{ kind: 'event', event: anEvent() }]);
      },
    );

    promise('a contact and a run are told with what they were before', async ({ port: { ports, told } }) => {
      await ports.contacts.create(aContact());
      await ports.contacts.set('ann', { plan: 'pro' }, 'e1');
      await ports.contacts.set('ann', { plan: 'free' }, 'e1');
      await ports.runs.create(aRun({ status: 'created' }));
      await ports.runs.write(aRun({ seq: 1 }), 0);
      await ports.runs.write(aRun({ seq: 1, status: 'parked' }), 0);
      const changed = aContact({ fields: { plan: 'pro' }, changedAt: { plan: monday }, rev: 2 });
      expect((await told()).map(withoutId)).toEqual([
        { kind: 'contact', after: aContact() },
        { kind: 'contact', before: aContact(), after: changed },
        { kind: 'run', after: aRun({ status: 'created' }) },
        { kind: 'run', before: aRun({ status: 'created' }), after: aRun({ seq: 1 }) },
      ]);
    });

    promise('membership is told each time it changes, with its instant', async ({ port: { ports, told } }) => {
      await ports.segments.add('ann', 'vip', at(0));
      await ports.segments.add('ann', 'vip', at(1));
      await ports.segments.remove('ann', 'vip', at(2));
      await ports.segments.add('ann', 'vip', at(3));
      const vip = { kind: 'segment', contact: 'ann', segment: 'vip' };
      expect((await told()).map(withoutId)).toEqual([
        { ...vip, member: true, at: at(0) },
        { ...vip, member: false, at: at(2) },
        { ...vip, member: true, at: at(3) },
      ]);
    });

    promise('what nobody waits for is not told', async ({ port: { ports, told } }) => {
      await ports.timeline.write(aLine());
      await ports.suppressions.add('email', 'ann@example.com', 'bounced', at(0));
      await ports.suppressions.remove('email', 'ann@example.com');
      await ports.contacts.claim({ kind: 'email', value: 'ann@example.com' }, 'ann');
      expect(await told()).toEqual([]);
    });

    promise(
      'ids are all different, and those of one thing sort in the order of its changes',
      async ({ port: { ports, told } }) => {
        await ports.contacts.create(aContact());
        const run = aRun();
        await ports.runs.create(run);
        for (let seq = 0; seq < 12; seq++) {
          await ports.contacts.set('ann', { seq }, `e${seq}`);
          await ports.runs.write({ ...run, seq: seq + 1 }, seq);
          await (seq % 2 === 0
            ? ports.segments.add('ann', 'vip', at(seq))
            : ports.segments.remove('ann', 'vip', at(seq)));
        }
        const changes = await told();
        expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
        for (const kind of ['contact', 'run', 'segment']) {
          const ids = changes.filter((change) => change.kind === kind).map(({ id }) => id);
          expect(ids.length).toBeGreaterThan(11);
          expect(ids).toEqual(ids.toSorted());
        }
      },
    );

    promise('many contacts at once: each one’s changes are told in their order', async ({ port: { ports, told } }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { maxLength: 20 }), async (whose) => {
          const run = `r${fc.sample(fc.uuid(), 1)[0]}`;
          const from = (await told()).length;
          const seqs = [0, 0, 0, 0, 0];
          const lanes = seqs.map(async (_, who) => {
            const record = aRun({ contact: `c${who}`, run });
            await ports.runs.create(record);
            for (const one of whose)
              if (one === who) await ports.runs.write({ ...record, seq: ++seqs[who]! }, seqs[who]! - 1);
          });
          await Promise.all(lanes);
          const changes = (await told()).slice(from);
          for (const who of seqs.keys()) {
            const own = changes.flatMap((change) =>
              change.kind === 'run' && change.after?.contact === `c${who}` ? [change] : [],
            );
            expect(own.map(({ after }) => after?.seq)).toEqual(Array.from({ length: seqs[who]! + 1 }, (_, seq) => seq));
            expect(own.map(({ before }) => before?.seq)).toEqual([
              undefined,
              ...Array.from({ length: seqs[who]! }, (_, seq) => seq),
            ]);
          }
        }),
        { numRuns: half.runs ?? 100 },
      );
    });
  });
}
