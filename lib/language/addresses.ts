/** Reads an email address as people type it, strictly enough that it can stand in a header and reach one mailbox. */

const longestAddress = 254;
const longestLocalPart = 64;

// No quoted local parts: they may hold anything, and no contact of ours has one.
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const topLevel = /^([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/** True if a text could end a header line or hide something in it. */
export const hasControlCharacters = (text: string): boolean => /[\p{Cc}\u2028\u2029]/u.test(text);

/**
 * The address in the one spelling that identifies its owner: trimmed, lower case, the domain in ASCII.
 * Not an address, or one that no provider would take → `undefined`. Whether anybody reads it is another question.
 */
export function readEmailAddress(text: string): string | undefined {
  if (hasControlCharacters(text)) return undefined;
  const trimmed = text.trim();
  if (trimmed.length > longestAddress) return undefined;
  const [local = '', domain = '', ...more] = trimmed.toLowerCase().split('@');
  if (more.length > 0 || local.length > longestLocalPart || !localPart.test(local)) return undefined;
  const host = asciiDomain(domain);
  const address = `${local}@${host}`;
  return host === undefined || address.length > longestAddress ? undefined : address;
}

function asciiDomain(domain: string): string | undefined {
  // The URL parser knows international names, but also much else: it sees letters, digits, dots and dashes only.
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) || !URL.canParse(`https://${domain}`)) return undefined;
  const host = new URL(`https://${domain}`).hostname;
  const labels = host.split('.');
  const isName = labels.length >= 2 && labels.every((one) => label.test(one)) && topLevel.test(labels.at(-1)!);
  return isName ? host : undefined;
}
