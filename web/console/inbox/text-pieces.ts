/** Cuts a text message at its links, so that they can be pressed where they stand. */
import type { MessageView } from '../../../lib/language/operator-api.ts';

export interface Piece {
  /** Where it begins in the text. */
  at: number;
  text: string;
  isLink: boolean;
}

export function piecesOf({ text, links }: Pick<MessageView, 'text' | 'links'>): Piece[] {
  // A longer link first: `https://a.example/b` is not `https://a.example` and two letters.
  const hrefs = [...new Set(links.map(({ href }) => href))].sort((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const next = nextLink(text, at, hrefs);
    if (next.at > at) pieces.push({ at, text: text.slice(at, next.at), isLink: false });
    if (next.href !== '') pieces.push({ at: next.at, text: next.href, isLink: true });
    at = next.at + next.href.length;
  }
  return pieces;
}

function nextLink(text: string, from: number, hrefs: string[]): { at: number; href: string } {
  let next = { at: text.length, href: '' };
  for (const href of hrefs) {
    const at = href === '' ? -1 : text.indexOf(href, from);
    if (at >= 0 && at < next.at) next = { at, href };
  }
  return next;
}
