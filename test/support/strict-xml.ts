/** Reads XML as strictly as its specification: what a browser forgives, a wiki or a printer may not. */

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own, entities resolved. */
  text: string;
}

const tag = /^<([a-zA-Z][\w-]*)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no XML may hold them.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** The root element; throws at the first thing that is not well formed. */
export function parseXml(text: string): XmlElement {
  if (!text.isWellFormed() || forbidden.test(text)) throw new Error('A character that XML forbids.');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let rest = text;
  while (rest !== '') {
    const here = open.at(-1)!;
    if (rest.startsWith('</')) {
      const closing = `</${here.name}>`;
      if (!rest.startsWith(closing)) throw new Error(`${closing} is missing at ${rest.slice(0, 60)}`);
      open.pop();
      rest = rest.slice(closing.length);
    } else if (rest.startsWith('<')) {
      const [all = '', name = '', attributes = '', isEmpty] = tag.exec(rest) ?? [];
      if (all === '') throw new Error(`No tag at ${rest.slice(0, 60)}`);
      const child = { name, attributes: attributesOf(attributes), children: [], text: '' };
      here.children.push(child);
      if (!isEmpty) open.push(child);
      rest = rest.slice(all.length);
    } else {
      const until = rest.indexOf('<') < 0 ? rest.length : rest.indexOf('<');
      here.text += resolved(rest.slice(0, until));
      rest = rest.slice(until);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') throw new Error('Not one element.');
  return root.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, name)) throw new Error(`${name} stands twice.`);
    found[name] = resolved(value);
  }
  return found;
}

function resolved(text: string): string {
  if (/&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test(text)) throw new Error(`A lonely & in ${text.slice(0, 60)}`);
  return text.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

export const allOf = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(allOf)];
