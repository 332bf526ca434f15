/** Why a message could not be made of its template. Says where, never what: no value of a contact may reach a log. */
import { LiquidError } from 'liquidjs';
import { TerminalError } from '../language/errors.ts';

/** `syntax`: cannot be read; `limit`: asks for too much; `unsafe-link`: a value made a link that is no web address. */
export type RenderErrorCode = 'syntax' | 'limit' | 'unsafe-link' | 'failed';

/** What cannot be rendered today cannot be rendered tomorrow: terminal. */
export class RenderError extends TerminalError {
  override readonly name = 'RenderError';
  declare readonly code: RenderErrorCode;
  constructor(message: string, facts: { code: RenderErrorCode }) {
    super(message, facts);
  }
}

/** The limit is in wall-clock time, so a machine that stood still can break it as well as a template. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('template render limit exceeded');

export function renderErrorOf(error: unknown): RenderError {
  const original = LiquidError.is(error) ? (error.originalError ?? error) : error;
  if (original instanceof RenderError) return original;
  const said = error instanceof Error ? error.message : '';
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [];
  const place = line === undefined ? '' : ` (line ${line}, column ${column})`;
  if (
    /^(parse length|template render|memory alloc) limit exceeded|^Maximum call stack|^Invalid string length/.test(said)
  ) {
    return new RenderError(`The template asks for too much${place}.`, { code: 'limit' });
  }
  if (error instanceof Error && /^(ParseError|TokenizationError)$/.test(error.name)) {
    return new RenderError(`The template's Liquid cannot be read${place}.`, { code: 'syntax' });
  }
  return new RenderError(`The template could not be rendered${place}.`, { code: 'failed' });
}
