/** Links by which a contact leaves a list or answers: signed, so that nobody can do it for another, and with no address in them. */
import type { Signer } from './ports.ts';

/** Where the API answers; a token follows. Opens and clicks are the provider's to report, so they need no link of ours. */
export const UNSUBSCRIBE_PATH = '/u/';

const PURPOSE = 'unsubscribe';

/**
 * `effect` refers to one message of one contact; ids only, for it is readable in the address.
 * Without `expiresAt` (ISO-8601) the signer's own lifetime holds, which is beyond the 60 days that opting out must work.
 */
export function unsubscribeUrl(baseUrl: string, signer: Signer, effect: string, expiresAt?: string): string {
  if (effect.includes('@')) throw new TypeError('A link refers to a message by ids: no address may be in it.');
  return baseUrl.replace(/\/+$/, '') + UNSUBSCRIBE_PATH + signer.sign(PURPOSE, effect, expiresAt);
}

/** The message the token came with; a token that is not ours → `undefined`. */
export function readUnsubscribe(signer: Signer, token: string): { effect: string } | undefined {
  const known = signer.verify(PURPOSE, token);
  return known && { effect: known.id };
}

const ANSWERING = 'answer';

/** What a survey's page hands back with the answers, so that nobody answers for another. `effect`: the message that asked. */
export const answerLink = (signer: Signer, effect: string, expiresAt?: string): string =>
  signer.sign(ANSWERING, effect, expiresAt);

export function readAnswerLink(signer: Signer, token: string): { effect: string } | undefined {
  const known = signer.verify(ANSWERING, token);
  return known && { effect: known.id };
}

/** Where the API answers; a token follows. */
export const CONFIRM_PATH = '/c/';

const CONFIRMING = 'confirm';

/** Who has not confirmed within a week may send the form again. */
const CONFIRM_DAYS = 7;

/** `effect`: the mail that asks; `at`: when it was written. */
export function confirmUrl(
  baseUrl: string,
  signer: Signer,
  { effect, form, at }: { effect: string; form: string; at: string },
): string {
  const expiresAt = new Date(Date.parse(at) + CONFIRM_DAYS * 86_400_000).toISOString();
  return baseUrl.replace(/\/+$/, '') + CONFIRM_PATH + signer.sign(CONFIRMING, `${form}.${effect}`, expiresAt);
}

export function readConfirm(signer: Signer, token: string): { effect: string; form: string } | undefined {
  const id = signer.verify(CONFIRMING, token)?.id ?? '';
  const [form = ''] = id.split('.', 1);
  return form === '' ? undefined : { form, effect: id.slice(form.length + 1) };
}
