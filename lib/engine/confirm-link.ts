/** Confirms a form by the link in the mail that asked for it: looking at the link agrees to nothing, its button does. */
import { confirmForm } from './confirm-form.ts';
import { readEffectReference } from './effect-reference.ts';
import { readConfirm } from './links.ts';
import type { EnginePorts } from './ports.ts';

export const isConfirmLink = (token: string, ports: Pick<EnginePorts, 'signer'>): boolean =>
  readConfirm(ports.signer, token) !== undefined;

/** `false` for a link that is not ours, or no longer. Of a contact who is gone there is nothing to confirm. */
export async function confirmByLink(token: string, ports: EnginePorts): Promise<boolean> {
  const link = readConfirm(ports.signer, token);
  const reference = link && readEffectReference(link.effect);
  if (!link || !reference) return false;
  const { contact } = reference;
  await confirmForm({ contact, form: link.form, id: `confirm ${link.effect}`, proof: link.effect }, ports);
  return true;
}
