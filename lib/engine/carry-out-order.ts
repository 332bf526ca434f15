/** Does what an operator has ordered; the same order again finishes what the first attempt left. */
import type { JsonMap } from '../language/json.ts';
import type { Deed, Whose } from '../language/operator-orders.ts';
import { WEBHOOK_CHANNEL } from './call-webhook.ts';
import { enterMany } from './enter-many.ts';
import { eraseContact } from './erase-contact.ts';
import { exportContact } from './export-contact.ts';
import { allIdsOf, runsOf } from './family.ts';
import { giveBack } from './given-up.ts';
import { launchIntakes } from './launch-intakes.ts';
import { listRuns } from './list-runs.ts';
import { moveRuns } from './move-runs.ts';
import { type Operated, operateContact, setDefinitionState, setEverything } from './operate.ts';
import { pauseRun, resumeRun } from './pause-run.ts';
import type { EnginePorts } from './ports.ts';
import { insideOf } from './preview-order.ts';
import { redriveRun } from './redrive.ts';
import { rollbackOf } from './rollback.ts';
import { refOf } from './run-record.ts';
import { stopRun } from './stop-run.ts';
import { liftByHand, suppressByHand } from './suppress.ts';
import { unknownRun } from './unknown-names.ts';
import { endpointNamed, webhookSecret } from './webhook-secrets.ts';

export type Done = JsonMap & { more?: true };

export async function carryOut(
  order: Deed,
  { id, at, by, until }: { id: string; at: string; by: string; until?: string },
  ports: EnginePorts,
): Promise<Done> {
  switch (order.does) {
    case 'move':
      return { ...(await moveRuns({ ...order, by, until }, ports)) };
    case 'rollback': {
      const { version, inside, ...said } = await rollbackOf(order, ports);
      await ports.registry.goBackTo(order.definition, version.hash);
      await launchIntakes(ports);
      return { ...said, inside: inside as unknown as JsonMap[] };
    }
    case 'disable': {
      await insideOf([order.definition], ports);
      return {
        ...(await setDefinitionState(order.definition, 'disabled', ports, { by, reason: order.reason, until })),
      };
    }
    case 'suppress':
    case 'unsuppress': {
      const change = order.does === 'suppress' ? suppressByHand : liftByHand;
      return { channels: await change({ ...order, reason: order.reason ?? 'by-hand', at, by }, ports) };
    }
    case 'open-webhook': {
      const endpoint = endpointNamed(order.url);
      await ports.suppressions.remove(WEBHOOK_CHANNEL, endpoint);
      return { endpoint };
    }
    case 'webhook-secret':
      return webhookSecret(order.of, ports);
    case 'enter': {
      const { id: intake } = await enterMany(order, { id, at, by, until }, ports);
      return { intake, ...(order.segment !== undefined && { segment: order.segment }) };
    }
    case 'erase':
      return eraseContact(order.contact, by, ports);
    case 'redeliver':
      return giveBack({ function: order.function, at, until }, ports);
    case 'export':
      return exportContact(order.contact, ports);
    default:
      return operate(order, { by, until, reason: order.reason }, ports);
  }
}

const states = { pause: 'paused', resume: 'live', stop: 'stopped' } as const;
const runDoers = { pause: pauseRun, resume: resumeRun, stop: stopRun, redrive: redriveRun };

async function operate(
  { does, whose }: Extract<Deed, { whose: Whose }>,
  said: { by: string; until?: string; reason?: string },
  ports: EnginePorts,
): Promise<Done> {
  const { run, contact, definition } = whose;
  if (run !== undefined) {
    const did = await runDoers[does](run, said, ports);
    if (did === 'unknown') throw unknownRun(run);
    return { did };
  }
  if (contact !== undefined) {
    if (does === 'redrive') return redriveFailed({ contact, definition }, said, ports);
    return { runs: await operateContact(does, { contact, definition }, said, ports) };
  }
  const names = definition === undefined ? (await ports.registry.definitions()).map(({ name }) => name) : [definition];
  await insideOf(names, ports);
  if (does === 'redrive') return redriveFailed({ definition }, said, ports);
  if (definition === undefined && does !== 'stop')
    return { ...(await setEverything(states[does] as 'live' | 'paused', ports)) };
  let all: Operated = { restarted: 0, stopped: 0 };
  for (const name of names) {
    const done = await setDefinitionState(name, states[does], ports, said);
    all = { ...done, restarted: all.restarted + done.restarted, stopped: all.stopped + done.stopped };
    if (done.more) break;
  }
  return { ...all };
}

/** Failed ones, and those that stand still for no reason. */
async function redriveFailed(
  { contact, definition }: { contact?: string; definition?: string },
  said: { by: string; until?: string; reason?: string },
  ports: EnginePorts,
): Promise<Done> {
  let redriven = 0;
  for (const status of ['failed', 'stuck'] as const) {
    for (const { run } of await runsToRedrive({ contact, definition, status }, ports)) {
      if (said.until !== undefined && ports.clock.now() >= said.until) return { redriven, more: true };
      if ((await redriveRun(run, said, ports)) === 'redriven') redriven += 1;
    }
  }
  return { redriven };
}

async function runsToRedrive(
  { contact, definition, status }: { contact?: string; definition?: string; status: 'failed' | 'stuck' },
  ports: EnginePorts,
): Promise<{ run: string }[]> {
  if (contact === undefined) return listRuns({ definition, status, most: Number.POSITIVE_INFINITY }, ports);
  const own = await runsOf(await allIdsOf(contact, ports), ports);
  return own
    .filter(({ end }) => status === 'failed' && end?.how === 'error')
    .filter((record) => definition === undefined || record.definition === definition)
    .map((record) => ({ run: refOf(record) }));
}
