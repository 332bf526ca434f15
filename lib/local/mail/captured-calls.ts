/** Stands in for other teams' systems: keeps what they would be told, answers 200, and lets nothing leave this machine. */
import { effectTag } from '../../../functions/aws/effect-tag.ts';
import { callOutside, publicInternet } from '../../../functions/aws/outside-call.ts';
import { isPublicAddress } from '../../../functions/aws/public-address.ts';
import type { CallOutside } from '../../../functions/aws/webhooks.ts';
import { endpointOf } from '../../language/web-address.ts';
import type { ProviderOptions } from './providers.ts';

export function captureCalls({ mailbox, clock, onMessage }: ProviderOptions): CallOutside {
  return async ({ url, body }, effect) => {
    const told = { channel: 'webhook' as const, to: endpointOf(url), effectTag: effectTag(effect), text: body };
    const captured = await mailbox.put({ at: clock.now(), ...told });
    // No provider tells of it later.
    await mailbox.reported(captured.id);
    onMessage(captured);
    return { answer: 'answered', status: 200, body: '{}', isJson: true };
  };
}

/** As a deployment does, for whoever has asked for it. */
export const letCallsOut: CallOutside = (call) => callOutside(call, publicInternet(isPublicAddress));
