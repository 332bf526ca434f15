/** Hands operators the secret by which another system and this deployment know each other; it is derived, and stored nowhere. */
import { TerminalError } from '../language/errors.ts';
import { endpointOf, readWebAddress } from '../language/web-address.ts';
import type { EnginePorts } from './ports.ts';

/** Of the signer: endpoints that are told, and sources that tell, each have secrets of their own. */
export const secretFor = { endpoint: 'webhook-to', source: 'webhook-from' } as const;

/** `secret`: as both sides enter it, of the newest key. `named`: an address that is called, or a source of waymark.yaml. */
export async function webhookSecret(
  named: string,
  { signer, registry }: EnginePorts,
): Promise<{ of: string; secret: string }> {
  const isEndpoint = named.includes('://');
  const of = isEndpoint ? endpointNamed(named) : await sourceNamed(named, registry);
  const [secret] = signer.secrets(isEndpoint ? secretFor.endpoint : secretFor.source, of);
  return { of, secret: `whsec_${secret}` };
}

export function endpointNamed(text: string): string {
  const read = readWebAddress(text);
  if ('url' in read) return endpointOf(read.url);
  throw new TerminalError(`${text} cannot be called: it ${read.why}.`, { code: 'no-address' });
}

async function sourceNamed(name: string, registry: EnginePorts['registry']): Promise<string> {
  const { webhookSources = [] } = await registry.settings();
  if (webhookSources.includes(name)) return name;
  throw new TerminalError(`No source is called ${name}: \`webhook-sources\` in waymark.yaml lists them.`, {
    code: 'source-unknown',
  });
}
