/** Brings an operator's order to the local stack, or to a deployment under their own name in AWS, until all of it is done. */
import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { JsonMap } from '../../lib/language/json.ts';
import { added, type Order, type OrderAnswer, type OrderEnvelope } from '../../lib/language/operator-orders.ts';
import { callStack } from './local-stack.ts';

export interface WhereOptions {
  url?: string;
  deployment?: string;
  profile?: string;
  json?: boolean;
}

export const withWhere = (command: Command): Command =>
  command
    .option('--url <url>', 'address of the local stack; left out: the one that runs here')
    .addOption(
      new Option('--deployment <url>', 'OperateUrl of a deployment, in place of the local stack').env(
        'WAYMARK_DEPLOYMENT',
      ),
    )
    .option('--profile <name>', 'profile of your AWS configuration, with --deployment')
    .option('--json', 'the answer as it is');

/** Every number of the answers is added up: an order for a crowd may take several turns. */
export async function sendOrder(
  order: Order,
  where: WhereOptions,
  { dryRun }: { dryRun?: boolean } = {},
): Promise<JsonMap> {
  const envelope: OrderEnvelope = { id: randomUUID(), order, ...(dryRun && { dryRun }) };
  let all: JsonMap = {};
  for (let at: string | undefined; ; ) {
    const answer = await call({ ...envelope, ...(at !== undefined && { at }) }, where);
    all = added(all, answer.result);
    if (!answer.more) return all;
    at = answer.at;
  }
}

async function call(envelope: OrderEnvelope, { url, deployment, profile }: WhereOptions): Promise<OrderAnswer> {
  if (deployment === undefined || url !== undefined) return callStack<OrderAnswer>({ url }, '/api/orders', envelope);
  // Loaded here: whoever works with the local stack needs no SDK.
  const { signedHeaders } = await import('../../functions/aws/signed-request.ts');
  const body = JSON.stringify(envelope);
  const headers = await signedHeaders({ url: deployment, body, profile });
  const response = await fetch(deployment, { method: 'POST', headers, body });
  const answer = (await response.json().catch(() => ({}))) as OrderAnswer & { title?: string; Message?: string };
  if (!response.ok) throw new Error(answer.title ?? answer.Message ?? `The deployment answered ${response.status}.`);
  return answer;
}
