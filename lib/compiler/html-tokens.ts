/** Cuts an email's HTML into tags and text, because links are replaced in it and the text alternative is drawn from it. */

export interface HtmlAttribute {
  value: string;
  /** Of the value, without its quotes. */
  begin: number;
  end: number;
}

export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'comment' }
  | { kind: 'open'; name: string; attributes: Map<string, HtmlAttribute>; begin: number; end: number }
  | { kind: 'close'; name: string; begin: number; end: number };

const tagOrComment = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(\/?)([a-z][a-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/dg;
/** Their content is no markup. */
const rawElements = new Set(['style', 'script', 'title', 'textarea', 'xmp']);

export function htmlTokens(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let end = 0;
  const textUpTo = (begin: number) => {
    if (begin > end) tokens.push({ kind: 'text', text: html.slice(end, begin) });
  };
  tagOrComment.lastIndex = 0;
  for (let match = tagOrComment.exec(html); match; match = tagOrComment.exec(html)) {
    const [whole, slash, name] = match;
    textUpTo(match.index);
    end = match.index + whole.length;
    if (name === undefined) {
      tokens.push({ kind: 'comment' });
      continue;
    }
    const tag = { name: name.toLowerCase(), begin: match.index, end };
    if (slash) {
      tokens.push({ kind: 'close', ...tag });
      continue;
    }
    const attributesBegin = match.index + 1 + name.length;
    tokens.push({ kind: 'open', ...tag, attributes: attributesOf(match[3] ?? '', attributesBegin) });
    if (rawElements.has(tag.name)) {
      const close = html.slice(end).search(new RegExp(`</${tag.name}[\\s>]`, 'i'));
      const contentEnd = close < 0 ? html.length : end + close;
      textUpTo(contentEnd);
      end = contentEnd;
      tagOrComment.lastIndex = end;
    }
  }
  textUpTo(html.length);
  return tokens;
}

function attributesOf(written: string, begin: number): Map<string, HtmlAttribute> {
  const attributes = new Map<string, HtmlAttribute>();
  for (const match of written.matchAll(attribute)) {
    const [from, to] = match.indices?.slice(2).find((range) => range !== undefined) ?? [match.index, match.index];
    const name = match[1]!.toLowerCase();
    if (!attributes.has(name))
      attributes.set(name, { value: written.slice(from, to), begin: begin + from, end: begin + to });
  }
  return attributes;
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  shy: '',
  zwnj: '',
  zwj: '',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  bull: '•',
  middot: '·',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  deg: '°',
  times: '×',
  frac12: '½',
  check: '✓',
  larr: '←',
  rarr: '→',
  uarr: '↑',
  darr: '↓',
  iexcl: '¡',
  iquest: '¿',
  szlig: 'ß',
  ccedil: 'ç',
  ntilde: 'ñ',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  auml: 'ä',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ouml: 'ö',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
};

/** Character references as characters; a name that is not in the table stays as it is written. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]*));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return isCharacter ? String.fromCodePoint(point) : '\ufffd';
  });
}
