/** Turns a compiled template and what is known of the contact into the words that the contact reads. */
import { Context, type Liquid, type Template as Parsed } from 'liquidjs';
import { createLiquid, escapeHtml, type LiquidMode, liquidLimits } from '../language/liquid.ts';
import type { CompiledTemplate } from '../language/template.ts';
import { collectLinks, type MessageLinks, type RenderedLink, type TrackLink } from './message-links.ts';
import { isOutOfTime, RenderError, renderErrorOf } from './render-error.ts';

export { RenderError } from './render-error.ts';

/** `contact`, `event`, `with`, step ids … and `messageValues`; plain data, read by own properties only. */
export type RenderContext = { readonly [name: string]: unknown };

export interface RenderedMessage {
  subject?: string;
  preview?: string;
  html?: string;
  text: string;
  links: RenderedLink[];
}

/**
 * Values are escaped in `html` only; a subject is one line whatever the values hold; what is unknown is empty.
 * Without `trackLink` each link leads straight to its target. Throws RenderError.
 */
export function renderMessage(
  template: CompiledTemplate,
  context: RenderContext,
  options: { trackLink?: TrackLink } = {},
): RenderedMessage {
  const links = collectLinks(template.links, options.trackLink);
  const render = (mode: 'html' | 'text', liquid: string | undefined) =>
    liquid === undefined ? undefined : renderWith(mode, liquid, context, template.language, links);
  const subject = oneLine(render('text', template.subject));
  const preview = oneLine(render('text', template.preview));
  const html = render('html', template.html);
  return {
    ...(subject !== undefined && { subject }),
    ...(preview !== undefined && { preview }),
    ...(html !== undefined && { html }),
    text: tidied(render('text', template.text) ?? ''),
    links: links.found,
  };
}

/** Liquid in a step's text option: no markup, nothing escaped. Throws RenderError. */
export function renderText(liquid: string, context: RenderContext): string {
  return renderWith('text', liquid, context, undefined, collectLinks([]));
}

const oneLine = (text: string | undefined) => text?.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Branches not taken leave blank lines behind, and links without a target their brackets. */
const tidied = (text: string) =>
  text
    .replace(/ <>/g, '')
    .replace(/[ \t\r]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const linksOf = new WeakMap<Context, MessageLinks>();

const engines: Record<LiquidMode, Liquid> = {
  html: withLinks('html'),
  text: withLinks('text'),
  url: createLiquid('url'),
};

/** `{% link 0 %}`: its target is read where it stands, so that a loop's values are known, and handed to the tracker. */
function withLinks(mode: 'html' | 'text'): Liquid {
  const liquid = createLiquid(mode);
  liquid.registerTag('link', {
    parse(token) {
      this.number = Number(token.args);
    },
    *render(context: Context): Generator<unknown, string, string> {
      const number: number = this.number;
      const links = linksOf.get(context)!;
      const target = links.sources[number] ?? '';
      // Behind `https://` a value is a part of the address; a link that begins with a value is that value.
      const urlMode = /^https?:\/\//i.test(target) ? 'url' : 'text';
      const url = yield engines[urlMode].renderer.renderTemplates(parse(urlMode, target), context);
      const address = links.address(number, url);
      return mode === 'html' ? escapeHtml(address) : address;
    },
  });
  return liquid;
}

const parsed: Record<LiquidMode, Map<string, Parsed[]>> = { html: new Map(), text: new Map(), url: new Map() };
const mostParsed = 200;

/** Parsed once per text: templates never change, so a warm Lambda renders without parsing. The longest unused goes first. */
function parse(mode: LiquidMode, liquid: string): Parsed[] {
  const kept = parsed[mode];
  const templates = kept.get(liquid) ?? engines[mode].parse(liquid);
  kept.delete(liquid);
  kept.set(liquid, templates);
  if (kept.size > mostParsed) kept.delete(kept.keys().next().value!);
  return templates;
}

const attempts = 3;
// Liquid counts what its filters make, not what is put together: a text can still double itself.
const longestOutput = liquidLimits.memoryLimit;

function renderWith(
  mode: 'html' | 'text',
  liquid: string,
  scope: RenderContext,
  language: string | undefined,
  links: MessageLinks,
): string {
  const { options } = engines[mode];
  for (let attempt = 1; ; attempt += 1) {
    try {
      const templates = parse(mode, liquid);
      const context = new Context(scope, { ...options, locale: language ?? options.locale }, { sync: true });
      linksOf.set(context, links);
      const written: string = engines[mode].renderSync(templates, context);
      if (written.length > longestOutput) throw new RenderError('The message became too long.', { code: 'limit' });
      return written;
    } catch (error) {
      if (attempt === attempts || !isOutOfTime(error)) throw renderErrorOf(error);
    }
  }
}
