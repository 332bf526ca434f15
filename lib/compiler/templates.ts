/** Compiles a template once, at deployment, into what the engine fills in for each contact: no markup language at run time. */
import type { Diagnostic, Place } from '../language/diagnostics.ts';
import { escapeHtml, liquidLimits } from '../language/liquid.ts';
import { liquidProblems } from '../language/liquid-check.ts';
import type { CompiledTemplate, Template } from '../language/template.ts';
import { numberLinks } from './email-links.ts';
import { footerFor } from './footer.ts';
import { textOfHtml } from './html-text.ts';
import { htmlTokens } from './html-tokens.ts';
import { createShield, type Shield } from './liquid-shield.ts';
import { type MarkupMistake, mjmlToHtml, placeAt } from './mjml.ts';

type Mistake = Place & { code: string; message: string; hint?: string };

/** Lines count in the file. A compiled template comes back only if nothing is wrong; the same template gives the same bytes. */
export async function compileTemplate(
  template: Template,
): Promise<{ compiled?: CompiledTemplate; diagnostics: Diagnostic[] }> {
  const { body, mistakes } = template.channel === 'email' ? await compileEmail(template) : compileText(template);
  if (mistakes.length > 0) {
    return { diagnostics: mistakes.map((mistake) => ({ ...mistake, severity: 'error', file: template.file })) };
  }
  const { name, language, channel, sender, subject, preview } = template;
  const head = { name, language, channel, sender, subject, preview };
  const said = Object.fromEntries(Object.entries(head).filter(([, value]) => value !== undefined));
  return { compiled: { ...(said as typeof head), ...body }, diagnostics: [] };
}

type Body = Pick<CompiledTemplate, 'html' | 'text' | 'links'>;
type Compiled = { body: Body; mistakes: Mistake[] };

function compileText(template: Template): Compiled {
  return { body: { text: template.body.trim(), links: [] }, mistakes: [] };
}

async function compileEmail(template: Template): Promise<Compiled> {
  const footer = footerFor(template.body, template.language);
  const shield = createShield(`${template.body}${template.preview ?? ''}`);
  const source = withoutComments(shield.hide(template.body), shield);
  const own = shield.count();
  const { html, mistakes } = await markupOf(template, source, shield);
  const told = mistakes.map((mistake) => inFile(template, mistake));
  if (told.length > 0) return { body: { text: '', links: [] }, mistakes: told };

  const lost = lostLiquid(source, html, own, shield).map((mistake) => inFile(template, mistake));
  const numbered = numberLinks(beforeBodyEnd(squeezed(html), shield.hide(footer)), shield);
  const body = {
    html: shield.restore(numbered.html),
    text: shield.restore(textOfHtml(numbered.html)),
    links: numbered.links,
  };
  const broken = numbered.broken.map((target) => inFile(template, brokenLink(template, target)));
  return { body, mistakes: [...lost, ...broken, ...bodyMistakes(template, body)] };
}

async function markupOf(template: Template, source: string, shield: Shield) {
  const preview = template.preview === undefined ? undefined : escapeHtml(shield.hide(template.preview));
  if (template.format === 'mjml') return mjmlToHtml(source, { language: template.language, preview });
  const mistakes: MarkupMistake[] = htmlTokens(source).flatMap((token) =>
    token.kind === 'open' && token.name === 'script'
      ? [{ ...placeAt(source, token.begin), length: 7, message: 'No mail program runs a script: take it out.' }]
      : [],
  );
  const hidden =
    preview === undefined ? '' : `<div style="display:none;max-height:0;overflow:hidden;">${preview}</div>`;
  const html = /<body[\s>]/i.test(source)
    ? source.replace(/<body(?:"[^"]*"|'[^']*'|[^'">])*>/i, (tag) => tag + hidden)
    : hidden + source;
  return { html, mistakes };
}

/** The author's notes to colleagues stay at home; Liquid in them and Outlook's conditions are kept. */
function withoutComments(html: string, shield: Shield): string {
  return html.replace(/<!--(?!\[if|<!\[endif)[\s\S]*?-->/g, (comment) => {
    if (shield.heldBy(comment).size > 0) return comment.replace(/^<!--|-->$/g, (mark) => ' '.repeat(mark.length));
    return comment.replace(/[^\n]/g, ' ');
  });
}

function lostLiquid(source: string, html: string, own: number, shield: Shield): MarkupMistake[] {
  const kept = shield.heldBy(html);
  const mistakes: MarkupMistake[] = [];
  for (let number = 0; number < own; number += 1) {
    if (kept.has(number)) continue;
    const { begin, length } = shield.find(source, number);
    mistakes.push({
      ...placeAt(source, begin),
      length,
      message: 'MJML would drop this, so it would not be in the message.',
      hint: 'Put it in `<mj-text>`, or markup and Liquid tags in `<mj-raw>`.',
    });
  }
  return mistakes;
}

/** MJML indents deeply; mail programs cut a message off at about 100 KB. */
const squeezed = (html: string) => (/<(pre|textarea)[\s>]/i.test(html) ? html : html.replace(/\s*\n\s*/g, '\n').trim());

function beforeBodyEnd(html: string, part: string): string {
  const at = [...html.matchAll(/<\/body/gi)].at(-1)?.index ?? html.length;
  return html.slice(0, at) + part + html.slice(at);
}

function brokenLink(template: Template, target: string): MarkupMistake {
  const at = Math.max(0, template.body.indexOf(target));
  return {
    ...placeAt(template.body, at),
    length: Math.max(1, target.length),
    message: `\`${target}\` is no address that a message can link to.`,
    hint: 'A link begins with `https://`, `mailto:`, `tel:` or a value such as `{{ event.url }}`.',
  };
}

function bodyMistakes(template: Template, { html = '', text }: Body): Mistake[] {
  const place = { line: template.bodyLine, column: 1, length: 1 };
  if (html.length > liquidLimits.parseLimit) {
    const kilobytes = Math.ceil(html.length / 1000);
    const message = `The message is ${kilobytes} KB long: 100 KB are the most, and mail programs cut off what is longer.`;
    return [{ ...place, code: 'WM408', message }];
  }
  const [problem] = [...liquidProblems(withoutLinks(html), 'html'), ...liquidProblems(withoutLinks(text), 'text')];
  if (!problem) return [];
  const message = `A Liquid tag stands where the message keeps only a part of it: ${problem.message}`;
  const hint = 'Let `{% if %}` and its `{% endif %}` stand in the same element.';
  return [{ ...place, code: markupCode(template), message, hint }];
}

const withoutLinks = (liquid: string) => liquid.replace(/\{% link \d+ %\}/g, '');

function inFile(template: Template, mistake: MarkupMistake): Mistake {
  return { ...mistake, code: markupCode(template), line: template.bodyLine + mistake.line - 1 };
}

const markupCode = ({ format }: Template) => (format === 'mjml' ? 'WM406' : 'WM407');
