/** The addresses that leave in a message: signed references, so that nobody can click, open or leave a list for another. */
import type { Signer } from './ports.ts';

/** Where the API answers each kind of link; a token follows. */
export const linkPaths = { click: '/c/', open: '/o/', unsubscribe: '/u/' } as const;
export type LinkPurpose = keyof typeof linkPaths;

/**
 * `effect` refers to one message of one contact; ids only, for it is readable in the address.
 * Without `expiresAt` (ISO-8601) the signer's own lifetime holds, which is beyond the 60 days that opting out must work.
 */
export function clickUrl(baseUrl: string, signer: Signer, effect: string, index: number, expiresAt?: string): string {
  return signedUrl(baseUrl, signer, 'click', `${index}.${effect}`, expiresAt);
}

export function openPixelUrl(baseUrl: string, signer: Signer, effect: string, expiresAt?: string): string {
  return signedUrl(baseUrl, signer, 'open', effect, expiresAt);
}

export function unsubscribeUrl(baseUrl: string, signer: Signer, effect: string, expiresAt?: string): string {
  return signedUrl(baseUrl, signer, 'unsubscribe', effect, expiresAt);
}

/** The message, and the place of the target in its list of links; a token that is not ours → `undefined`. */
export function readClick(signer: Signer, token: string): { effect: string; index: number } | undefined {
  const [, index, effect] = /^(\d{1,4})\.(.+)$/s.exec(signer.verify('click', token)?.id ?? '') ?? [];
  return index === undefined || effect === undefined ? undefined : { effect, index: Number(index) };
}

export function readOpen(signer: Signer, token: string): { effect: string } | undefined {
  return readEffect(signer, 'open', token);
}

export function readUnsubscribe(signer: Signer, token: string): { effect: string } | undefined {
  return readEffect(signer, 'unsubscribe', token);
}

function signedUrl(baseUrl: string, signer: Signer, purpose: LinkPurpose, id: string, expiresAt?: string): string {
  if (id.includes('@')) throw new TypeError('A link refers to a message by ids: no address may be in it.');
  return baseUrl.replace(/\/+$/, '') + linkPaths[purpose] + signer.sign(purpose, id, expiresAt);
}

function readEffect(signer: Signer, purpose: LinkPurpose, token: string): { effect: string } | undefined {
  const known = signer.verify(purpose, token);
  return known && { effect: known.id };
}
