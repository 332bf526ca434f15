/** Says of an order how many contacts it would touch: nothing is destroyed without a number. */
import type { JsonMap } from '../language/json.ts';
import type { Deed, Whose } from '../language/operator-orders.ts';
import { countContacts } from './enter-many.ts';
import { allIdsOf, runsOf } from './family.ts';
import { listGivenUp } from './given-up.ts';
import { previewMove } from './move-runs.ts';
import type { EnginePorts } from './ports.ts';
import { rollbackOf } from './rollback.ts';
import { unknownDefinition, unknownRun } from './unknown-names.ts';

/** How many it would touch. */
export async function previewOrder(order: Deed, ports: EnginePorts): Promise<JsonMap> {
  switch (order.does) {
    case 'move':
      return { ...(await previewMove(order, ports)) } as unknown as JsonMap;
    case 'rollback': {
      const { version: _, ...said } = await rollbackOf(order, ports);
      return said as unknown as JsonMap;
    }
    case 'disable':
      return { inside: await insideOf([order.definition], ports) };
    case 'enter':
      return { ...(await countContacts(ports)) };
    case 'redeliver': {
      const asked = { function: order.function, atMost: Number.POSITIVE_INFINITY };
      return { inside: (await listGivenUp(asked, ports)).length };
    }
    case 'open-webhook':
    case 'webhook-secret':
      return {};
    case 'suppress':
    case 'unsuppress':
    case 'erase':
    case 'export':
      return { inside: await openRunsOf({ contact: order.contact }, ports) };
    default:
      return { inside: await insideOfWhose(order.whose, ports) };
  }
}

async function insideOfWhose({ run, contact, definition, everything }: Whose, ports: EnginePorts): Promise<number> {
  if (run !== undefined) {
    if (!(await ports.runs.get(run))) throw unknownRun(run);
    return 1;
  }
  if (contact !== undefined) return openRunsOf({ contact, definition }, ports);
  if (everything)
    return insideOf(
      (await ports.registry.definitions()).map(({ name }) => name),
      ports,
    );
  return insideOf([definition!], ports);
}

const openRunsOf = async ({ contact, definition }: { contact: string; definition?: string }, ports: EnginePorts) =>
  (await runsOf(await allIdsOf(contact, ports), ports)).filter(
    (record) => record.status !== 'ended' && (definition === undefined || record.definition === definition),
  ).length;

/** From the counters: a moment behind, and cheap for any crowd. */
export async function insideOf(names: readonly string[], ports: EnginePorts): Promise<number> {
  let inside = 0;
  for (const name of names) {
    if (!(await ports.registry.definition(name))) throw unknownDefinition(name);
    const { entered = 0, ended = 0 } = await ports.counters.read(name);
    inside += Math.max(0, entered - ended);
  }
  return inside;
}
