/** Lets in only what a declared source has signed, lately: whoever forges or repeats a webhook changes no contact. */
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { secretFor } from '../../lib/engine/webhook-secrets.ts';
import type { Clock } from '../../lib/language/ports.ts';
import { judge, type Verdict } from '../aws/webhook-signature.ts';
import { type ApiEvent, HttpProblem, headerOf } from './api.ts';
import { rawBody } from './body.ts';

const says: Record<Exclude<Verdict, 'genuine'>, string> = {
  unsigned: 'Send webhook-id, webhook-timestamp and webhook-signature.',
  forged: 'The signature is none of ours.',
  untimely: 'The timestamp is more than five minutes away.',
};

/** Throws HttpProblem: 404, 413 or 401. Gives the message's id. */
export async function verifiedId(
  event: ApiEvent,
  source: string,
  { signer, registry }: EnginePorts,
  clock: Clock,
): Promise<string> {
  const { webhookSources = [] } = await registry.settings();
  if (!webhookSources.includes(source))
    throw new HttpProblem({ status: 404, title: 'There is no source of this name.', field: 'source' });
  const id = headerOf(event, 'webhook-id');
  const timestamp = headerOf(event, 'webhook-timestamp');
  const signatures = headerOf(event, 'webhook-signature');
  const body = rawBody(event);
  const verdict = judge({ id, timestamp, signatures, body }, signer.secrets(secretFor.source, source), clock.now());
  if (verdict === 'genuine') return id;
  throw new HttpProblem({ status: 401, title: says[verdict], field: 'webhook-signature' });
}
