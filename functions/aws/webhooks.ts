/** Tells other systems of what came about for a contact, signed so that they know us, each try as new as it is. */
import { readEffectReference } from '../../lib/engine/effect-reference.ts';
import type { CallAnswer, Signer, Webhooks } from '../../lib/engine/ports.ts';
import { secretFor } from '../../lib/engine/webhook-secrets.ts';
import type { Clock } from '../../lib/language/ports.ts';
import { endpointOf } from '../../lib/language/web-address.ts';
import type { OutsideCall } from './outside-call.ts';
import { signedHeaders } from './webhook-signature.ts';

/** Made by somebody who holds no key and no right. `effect`: whose call it is. */
export type CallOutside = (call: OutsideCall, effect: string) => Promise<CallAnswer>;

export function createWebhooks(
  { signer, clock }: { signer: Signer; clock: Clock },
  callOutside: CallOutside,
): Webhooks {
  return {
    call({ effect, url, body }) {
      const id = readEffectReference(effect)?.key ?? effect;
      const secrets = signer.secrets(secretFor.endpoint, endpointOf(url));
      return callOutside({ url, headers: signedHeaders(id, body, clock.now(), secrets), body }, effect);
    },
  };
}
