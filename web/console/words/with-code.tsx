/** A sentence of the checker, with what it quotes from a file set as code: `go-to: nugde`. */
import { Fragment } from 'react';

export function WithCode({ text }: { text: string }) {
  return text.split('`').map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never move.
    return index % 2 === 1 ? <code key={index}>{piece}</code> : <Fragment key={index}>{piece}</Fragment>;
  });
}
