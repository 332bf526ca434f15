/** What the check refuses and a run may meet all the same, after a change or by damage: nobody is lost, and nobody gets what was for some. */
import { expect, test } from 'vitest';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import type { Graph } from '../../lib/language/graph.ts';
import { aWorld } from '../support/a-world.ts';

/** The machine is as it was; every handler reads a version that is not. */
const damaged = (damage: (graph: Graph) => void) => ({
  around: (_call: unknown, carryOut: (ports?: EnginePorts) => Promise<unknown>, ports: EnginePorts) => {
    const version: EnginePorts['registry']['version'] = async (name, hash) => {
      const found = structuredClone(await ports.registry.version(name, hash));
      if (found) damage(found.graph);
      return found;
    };
    return carryOut({ ...ports, registry: { ...ports.registry, version } });
  },
});

async function told(steps: string, fields: Record<string, string>, damage: (graph: Graph) => void): Promise<string[]> {
  const world = await aWorld(steps, { contact: { fields }, options: damaged(damage) });
  await world.happens('thing.happened');
  await world.later('1 day');
  return world.told();
}

test('C14 a decision whose target is gone ends the run with a reason', async () => {
  const steps = `- if: { field: plan, is: gold }
  then:
    - send-email: for-members
  else:
    - send-email: for-guests`;
  const lose = ({ nodes }: Graph) => void delete nodes['send-email-for-members'];

  expect(await told(steps, { plan: 'gold' }, lose)).toEqual(['if then', 'ended error error:send-email-for-members']);
  expect(await told(steps, { plan: 'none' }, lose)).toEqual([
    'if else',
    'send-email-for-guests sent',
    'ended finished finished',
  ]);
});

test('C13 a path that asks nothing is passed over', async () => {
  const steps = `- decide:
    - if: { field: industry, is: health }
      then: [{ send-email: health }]
    - if: { field: industry, in: [retail, health] }
      then: [{ send-email: retail }]
  else:
    - send-email: everybody-else`;
  const askNothing = ({ nodes }: Graph) => {
    const node = nodes['decide'];
    if (node?.does === 'choose') node.cases[0]!.if = [];
  };

  expect((await told(steps, { industry: 'health' }, askNothing))[1]).toBe('send-email-retail sent');
  expect((await told(steps, { industry: 'mining' }, askNothing))[1]).toBe('send-email-everybody-else sent');
});
