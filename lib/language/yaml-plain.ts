/** Reads what is plainly written at a tenth of the cost; where anything could be a mistake, the reader that can point at it does. */

import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { bareMap } from './bare-map.ts';

/** Characters that are no text, blanks other than a space, directives, ends of documents, and comments that may be meant as text. */
const doubtful =
  /[^\n\x20-\x7E\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFC\u{10000}-\u{10FFFF}]|#[^\s#]|^ *(?:%|---|\.\.\.)/mu;

/** Deeper than people write. */
const maxDepth = 60;

/** Nothing comes back for a file in which there is anything to doubt. */
export function readPlain(text: string): { value: unknown } | undefined {
  if (doubtful.test(text)) return undefined;
  const events = eventsOf(text);
  if (events[0]?.type !== EVENT_ID.DOCUMENT) return undefined;
  let next = 1;
  let isSure = true;
  /** Brackets and braces that are open, here and where something stood last. */
  let open = 0;
  let last = { end: 0, open: 0 };

  function read(): unknown {
    const event = events[next++]!;
    if (event.type === EVENT_ID.SCALAR) return scalarOf(event);
    if (event.type === EVENT_ID.SEQUENCE) return inside(event, listOf);
    if (event.type === EVENT_ID.MAPPING) return inside(event, mapOf);
    isSure = false;
    return undefined;
  }

  function inside(event: SequenceEvent | MappingEvent, readAll: () => unknown): unknown {
    const { type, start, style, anchorStart, tagStart } = event;
    if (anchorStart >= 0 || tagStart >= 0) isSure = false;
    if (style === COLLECTION_STYLE.BLOCK) return readAll();
    // `{{ … }}` and `{% … %}` are meant as text.
    if (type === EVENT_ID.MAPPING && '{%'.includes(text[start + 1]!)) isSure = false;
    // A pair in a list is a map without braces.
    if (text[start] !== '[' && text[start] !== '{') return readAll();
    last = { end: start + 1, open: ++open };
    const value = readAll();
    if (--open === 0 && !endsLine(closed(text, last), text)) isSure = false;
    return value;
  }

  function listOf(): unknown[] {
    const items: unknown[] = [];
    while (isSure && events[next]!.type !== EVENT_ID.POP) items.push(read());
    next++;
    return items;
  }

  function mapOf(): Record<string, unknown> {
    const data = bareMap();
    while (isSure && events[next]!.type !== EVENT_ID.POP) {
      const key = keyOf(events[next++]!);
      if (key === undefined || key in data) isSure = false;
      else data[key] = read();
    }
    next++;
    return data;
  }

  function keyOf(event: Event): string | undefined {
    const key = event.type === EVENT_ID.SCALAR ? wordsOf(event) : undefined;
    return key === undefined || key.length > longestKey || forbidden.has(key) ? undefined : key;
  }

  function scalarOf(event: ScalarEvent): unknown {
    const words = wordsOf(event);
    if (words === undefined) isSure = false;
    if (words === undefined || event.style !== SCALAR_STYLE.PLAIN || isText(words)) return words;
    const known = constants.get(words);
    if (known !== undefined) return known;
    const number = Number(words);
    if (String(number) !== words || (Number.isInteger(number) && !Number.isSafeInteger(number))) isSure = false;
    return number;
  }

  function wordsOf(event: ScalarEvent): string | undefined {
    const { valueStart, valueEnd, anchorStart, tagStart, fast, style } = event;
    if (anchorStart >= 0 || tagStart >= 0) return undefined;
    if (valueStart < 0) return '';
    const written = text.slice(valueStart, valueEnd);
    const isPlain = style === SCALAR_STYLE.PLAIN;
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    const end = isQuoted ? valueEnd + 1 : valueEnd;
    last = { end, open };
    if (isQuoted ? !endsValue(end, text) : !isPlain) return undefined;
    if (fast) return written;
    return isQuoted && oneLine.test(written) ? getScalarValue(text, event) : undefined;
  }

  const value = read();
  return isSure && next === events.length - 1 ? { value } : undefined;
}

function eventsOf(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth });
  } catch {
    return [];
  }
}

/** Behind all brackets and braces that were open at `end`; -1 where something else stands among them. */
function closed(text: string, { end, open }: { end: number; open: number }): number {
  for (let at = end, left = open; at < text.length; at++) {
    const sign = text[at]!;
    if ((sign === ']' || sign === '}') && --left === 0) return at + 1;
    if (!' \n,:]}'.includes(sign)) return -1;
  }
  return -1;
}

// js-yaml reads on where something stands behind a value that has an end of its own.
const endsValue = (at: number, text: string) => matchesAt(/ *(?:[:,\]}\n#]|$)/y, at, text);
const endsLine = (at: number, text: string) => at >= 0 && matchesAt(/ *(?:[:\n#]|$)/y, at, text);

function matchesAt(pattern: RegExp, at: number, text: string): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

const longestKey = 200;
const forbidden = new Set(['', '<<', '__proto__', 'constructor', 'prototype']);
/** Without escapes but the everyday ones. */
const oneLine = /^(?:[^\\\n]|\\["\\/nt])*$/;
/** What YAML reads as a number, as yes or no, or as nothing. */
const noText =
  /^(?:|~|null|true|false|0[ox][0-9a-f]+|[-+]?(?:\.[0-9]+|[0-9]+\.?[0-9]*)(?:e[-+]?[0-9]+)?|[-+]?\.(?:inf|nan))$/i;
/** Most words do not even begin like a number, or like `true`. */
const isText = (words: string) => !beginnings.has(words[0]) || !noText.test(words);
const beginnings = new Set<string | undefined>([undefined, ...'~nNtTfF0123456789+-.']);
const constants = new Map<string, unknown>([
  ['', null],
  ['null', null],
  ['true', true],
  ['false', false],
]);
