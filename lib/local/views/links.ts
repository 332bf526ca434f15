/** Where a captured message leads, so that an operator can press what the contact would press. */
import { decodeEntities, htmlTokens } from '../../compiler/html-tokens.ts';

export interface Link {
  href: string;
  text: string;
}

/** Each address once, under the first words it stands behind. */
export function linksInHtml(html: string): Link[] {
  const links = new Map<string, string>();
  let href: string | undefined;
  let text = '';
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') text += token.text;
    if (token.kind === 'open' && token.name === 'a') {
      href = decodeEntities(token.attributes.get('href')?.value ?? '').trim();
      text = '';
    }
    if (token.kind === 'close' && token.name === 'a' && href !== undefined) {
      if (isWebAddress(href) && !links.has(href)) links.set(href, plainText(text));
      href = undefined;
    }
  }
  return [...links].map(([address, words]) => ({ href: address, text: words }));
}

/** As a phone finds them in plain text. */
export function linksInText(text: string): Link[] {
  const found = text.match(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g) ?? [];
  return [...new Set(found)].map((href) => ({ href, text: href }));
}

/** What a mailbox shows behind the subject: the first words of the body. */
export function firstWordsOf(html: string): string {
  const tokens = htmlTokens(html);
  const body = tokens.findIndex((token) => token.kind === 'open' && token.name === 'body');
  for (const token of tokens.slice(body + 1)) {
    const words = token.kind === 'text' ? plainText(token.text) : '';
    if (words !== '') return words.slice(0, 140);
  }
  return '';
}

const isWebAddress = (href: string): boolean => /^https?:\/\//i.test(href);

const plainText = (text: string): string => decodeEntities(text).replaceAll(/\s+/g, ' ').trim();
