/** Liquid as Waymark reads it: one set of settings checks a text, compiles it and renders it for the contact. */
import { type Context, type FilterImplOptions, Liquid } from 'liquidjs';

/** Where values land: `html` escapes them, `url` percent-encodes them, `text` leaves them as they are. */
export type LiquidMode = 'html' | 'text' | 'url';

/** Promises.md §7: these stopped every denial probe. Liquid keeps to them cooperatively, so a Lambda's own limit stands behind. */
export const liquidLimits = { parseLimit: 1e5, renderLimit: 50, memoryLimit: 1e6 } as const;

/** Tags that would read other files. */
export const fileTags = ['include', 'render', 'layout', 'block'] as const;

const dateFilters = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string'];

const asText = (value: unknown) => (value === undefined || value === null ? '' : String(value)).toWellFormed();

const markup: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => markup[character]!);

type InRendering = { context: Context };

/** The text of a value, counted against the memory that one message may take. */
function countedText(rendering: InRendering, value: unknown): string {
  const text = asText(value);
  rendering.context.memoryLimit.use(text.length);
  return text;
}

function percentEncode(this: InRendering, value: unknown): string {
  return encodeURIComponent(countedText(this, value));
}

function escapeWithBreaks(this: InRendering, value: unknown): string {
  return escapeHtml(countedText(this, value)).replace(/\r?\n/g, '<br>\n');
}

/** A Liquid of one mode, without files, without `raw` where values must stay harmless, and without a clock of its own. */
export function createLiquid(mode: LiquidMode): Liquid {
  const liquid = new Liquid({
    ...liquidLimits,
    ...(mode === 'html' && { outputEscape: 'escape' }),
    ...(mode === 'url' && { outputEscape: percentEncode }),
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    templates: {},
    timezoneOffset: 'UTC',
    locale: 'en-US',
  });
  for (const tag of fileTags) delete liquid.tags[tag];
  if (mode !== 'text') liquid.unregisterFilter('raw');
  for (const name of dateFilters) liquid.registerFilter(name, inContactsTime(name, liquid.filters[name]!));
  // Output is escaped by the mode, so escaping by hand as well would show the contact `&amp;`.
  for (const name of ['escape', 'escape_once', 'xml_escape']) liquid.registerFilter(name, (value: unknown) => value);
  if (mode === 'html') {
    liquid.registerFilter('newline_to_br', { raw: true, handler: escapeWithBreaks });
  } else {
    liquid.registerFilter('newline_to_br', (value: unknown) => value);
  }
  if (mode === 'url') liquid.registerFilter('url_encode', { raw: true, handler: percentEncode });
  return liquid;
}

/** `'now'` is the caller's instant, and a moment is told in the contact's zone, a mere date in none. */
function inContactsTime(name: string, shipped: FilterImplOptions): FilterImplOptions {
  const handler = typeof shipped === 'function' ? shipped : shipped.handler;
  return function (value: unknown, ...args: unknown[]) {
    const moment = value === 'now' || value === 'today' ? this.context.getSync(['now']) : value;
    if (name === 'date') {
      const isDateOnly = typeof moment === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(moment);
      args[1] ??= isDateOnly ? 'UTC' : readableZone(this.context.getSync(['contact', 'timeZone']));
    }
    return handler.call(this, moment, ...args);
  };
}

function readableZone(zone: unknown): string {
  if (typeof zone !== 'string') return 'UTC';
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
