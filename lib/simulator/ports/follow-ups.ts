/** What colleagues were asked to do in a simulation. */
import type { FollowUp, FollowUps } from '../../language/ports.ts';
import type { Forgetful } from './belongings.ts';
import { freeze } from './freeze.ts';

export function createMemoryFollowUps(): FollowUps & Forgetful {
  const byEffect = new Map<string, FollowUp>();
  const of = (contact: string) => [...byEffect.values()].filter(({ contactId }) => contactId === contact);
  return {
    keptOf: of,
    forget(contactId) {
      for (const { effectKey } of of(contactId)) byEffect.delete(effectKey);
    },
    async create(followUp) {
      if (byEffect.has(followUp.effectKey)) return 'there-already';
      byEffect.set(followUp.effectKey, freeze(followUp));
      return 'created';
    },
    get: async (effectKey) => byEffect.get(effectKey),
    async close(effectKey, said) {
      const standing = byEffect.get(effectKey);
      if (standing?.state === 'open') byEffect.set(effectKey, freeze({ ...standing, ...said, state: 'done' }));
      return byEffect.get(effectKey);
    },
    async list(assigneeId) {
      const asked = [...byEffect.values()].filter((one) => assigneeId === undefined || one.assigneeId === assigneeId);
      return asked.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
    },
  };
}
