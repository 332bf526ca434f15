/** Draws the plain-text half of an email from its HTML, for contacts who read, or whose machines read, text. */
import { decodeEntities, type HtmlAttribute, htmlTokens } from './html-tokens.ts';

const unseen = new Set(['head', 'style', 'script', 'title', 'noscript', 'template']);
const voids = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const paragraphs = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre section article header footer figure'.split(' '),
);
const lines = new Set('div tr li dt dd address figcaption caption'.split(' '));

interface Element {
  name: string;
  hidden: boolean;
  /** Inside a table that only arranges: its cells are paragraphs, not columns. */
  isLayout: boolean;
  /** Items of a numbered list so far. */
  items: number;
  href: string;
  textBegin: number;
}

type Attributes = Map<string, HtmlAttribute>;

/** Liquid must be hidden by a shield: the words it is hidden behind are carried over. */
export function textOfHtml(html: string): string {
  const page = createPage();
  const stack: Element[] = [];
  for (const token of htmlTokens(html)) {
    if (token.kind === 'open') openElement(token.name, token.attributes);
    else if (token.kind === 'close') closeElement(token.name);
    else if (token.kind === 'text' && !stack.at(-1)?.hidden) page.say(plain(token.text));
  }
  return page.read();

  function openElement(name: string, attributes: Attributes) {
    const parent = stack.at(-1);
    const hidden = parent?.hidden === true || unseen.has(name) || isHidden(attributes);
    const isLayout =
      name === 'table' ? attributeValue(attributes, 'role') === 'presentation' : parent?.isLayout === true;
    if (!hidden) {
      page.breakLines(linesAround(name, isLayout));
      if (name === 'br') page.put('\n');
      else if (name === 'hr') page.put('\n---\n\n');
      else if (name === 'img') page.say(plain(attributeValue(attributes, 'alt')));
      else if (name === 'li') page.put(bullet(stack));
      else if ((name === 'td' || name === 'th') && !isLayout) page.nextColumn();
    }
    if (voids.has(name)) return;
    const href = name === 'a' ? decodeEntities(attributeValue(attributes, 'href')) : '';
    stack.push({ name, hidden, isLayout, items: 0, href, textBegin: page.length() });
  }

  function closeElement(name: string) {
    const index = stack.findLastIndex((element) => element.name === name);
    const [element] = index < 0 ? [] : stack.splice(index);
    if (!element || element.hidden) return;
    if (element.href) page.say(addressBehind(element.href, page.since(element.textBegin)));
    page.breakLines(linesAround(name, element.isLayout));
  }
}

/** White space as a reader sees it: one space between words, none at the beginning of a line. */
function createPage() {
  let text = '';
  return {
    length: () => text.length,
    since: (begin: number) => text.slice(begin).trim(),
    say(words: string) {
      text += /(^|\s)$/.test(text) ? words.trimStart() : words;
    },
    put(mark: string) {
      text = text.replace(/ +$/, '') + mark;
    },
    breakLines(count: number) {
      const ends = /\n*$/.exec(text.replace(/ +$/, ''))![0].length;
      if (count > 0 && text !== '') this.put('\n'.repeat(Math.max(0, count - ends)));
    },
    nextColumn() {
      if (!/(^|\n) *$/.test(text)) this.put('  ');
    },
    read: () =>
      text
        .replace(/ +$/gm, '')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
  };
}

function linesAround(name: string, isLayout: boolean): number {
  if (paragraphs.has(name) || (isLayout && name === 'td')) return 2;
  return lines.has(name) || name === 'hr' ? 1 : 0;
}

const plain = (text: string) => decodeEntities(text.replace(/\s+/g, ' ')).replaceAll('\u00a0', ' ');

const attributeValue = (attributes: Attributes, name: string) => attributes.get(name)?.value ?? '';

const isHidden = (attributes: Attributes) => /(^|;)\s*display\s*:\s*none/i.test(attributeValue(attributes, 'style'));

function bullet(stack: readonly Element[]): string {
  const lists = stack.filter(({ name }) => name === 'ul' || name === 'ol');
  const list = lists.at(-1);
  if (list) list.items += 1;
  return `${'  '.repeat(Math.max(0, lists.length - 1))}${list?.name === 'ol' ? `${list.items}.` : '-'} `;
}

/** `Create a project <https://…>`, or nothing where the address is what is shown. */
function addressBehind(href: string, shown: string): string {
  const address = href.replace(/^(mailto|tel):/i, '');
  if (href.startsWith('#') || shown === href || shown === address) return '';
  return ` <${address}>`;
}
