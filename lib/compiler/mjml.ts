/** Turns MJML into the HTML that mail programs show, and tells the author what would have been lost on the way. */
import type { Place } from '../language/diagnostics.ts';

export interface MarkupMistake extends Place {
  message: string;
  hint?: string;
}

/**
 * `source` is MJML without Liquid; sections alone are wrapped. `preview` is HTML text.
 * Lines count from 1 in `source`. No file is read, and nothing is fetched when the message is shown.
 */
export async function mjmlToHtml(
  source: string,
  options: { language?: string; preview?: string },
): Promise<{ html: string; mistakes: MarkupMistake[] }> {
  const mistakes = structureMistakes(source);
  if (mistakes.length > 0) return { html: '', mistakes };
  const { default: mjml2html } = await import('mjml');
  try {
    const { html, errors } = await mjml2html(wrapped(source, options), {
      fonts: {},
      ignoreIncludes: true,
      keepComments: false,
      validationLevel: 'soft',
    });
    return { html: withStableIds(html), mistakes: errors.map((error) => placed(source, error)) };
  } catch (error) {
    const message = `MJML cannot be read: ${(error as Error).message}`;
    return { html: '', mistakes: [{ line: 1, column: 1, length: 1, message }] };
  }
}

// Everything added stands on the line where it is added: MJML knows lines only, and they must be the author's.
function wrapped(source: string, { language, preview }: { language?: string; preview?: string }): string {
  const lang = language ? ` lang="${language}"` : '';
  const shown = preview ? `<mj-preview>${preview}</mj-preview>` : '';
  if (!/<mjml[\s>]/.test(source)) return `<mjml${lang}><mj-head>${shown}</mj-head><mj-body>${source}</mj-body></mjml>`;
  if (/<mj-head[\s>]/.test(source)) return source.replace(/<mj-head[^>]*>/, (head) => head + shown);
  return source.replace(/<mjml[^>]*>/, (root) => `${root}<mj-head>${shown}</mj-head>`);
}

function placed(source: string, error: { line: number; message: string; tagName: string }): MarkupMistake {
  const line = source.split('\n')[error.line - 1] ?? '';
  const column = Math.max(0, line.indexOf(`<${error.tagName}`)) + 1;
  return { line: error.line, column, length: error.tagName.length + 1, message: `${error.tagName}: ${error.message}` };
}

/** Carousels and menus get random ids from MJML; the same template must give the same bytes. */
function withStableIds(html: string): string {
  const ids = new Set<string>();
  for (const [, id] of html.matchAll(/(?:mj-carousel-radio-|for=")([0-9a-f]{16})"/g)) ids.add(id!);
  return [...ids].reduce((text, id, index) => text.replaceAll(id, String(index + 1).padStart(16, '0')), html);
}

/** Elements that hold elements only: MJML drops their text without a word. */
const containers = new Set(
  'mjml mj-head mj-attributes mj-body mj-section mj-column mj-group mj-wrapper mj-hero mj-navbar mj-social mj-accordion mj-accordion-element mj-carousel'.split(
    ' ',
  ),
);

function structureMistakes(source: string): MarkupMistake[] {
  const mistakes: MarkupMistake[] = [];
  const open: { name: string; at: number }[] = [];
  const report = (at: number, length: number, message: string, hint?: string) =>
    mistakes.push({ ...placeAt(source, at), length, message, ...(hint && { hint }) });
  let end = 0;
  const tags = /<!--[\s\S]*?-->|<(\/?)(mjml|mj-[a-z-]+)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
  const textBefore = (at: number) => {
    const text = source.slice(end, at).trim();
    const inside = open.at(-1)?.name;
    if (text === '' || (inside !== undefined && !containers.has(inside))) return;
    const begin = end + source.slice(end, at).search(/\S/);
    report(
      begin,
      Math.min(text.split('\n')[0]!.length, 80),
      'This text is in no text element, so no contact would see it.',
      'Put it in `<mj-text>`, or markup and Liquid tags in `<mj-raw>`.',
    );
  };
  for (const match of source.matchAll(tags)) {
    const [whole, slash, name, attributes = ''] = match;
    textBefore(match.index);
    end = match.index + whole.length;
    if (name === undefined) continue;
    if (name === 'mj-include')
      report(
        match.index,
        name.length + 1,
        '`mj-include` is not allowed: a template stands alone and reads no other file.',
      );
    if (!slash && !attributes.endsWith('/')) open.push({ name, at: match.index });
    if (!slash) continue;
    const index = open.findLastIndex((tag) => tag.name === name);
    if (index < 0) report(match.index, whole.length, `\`</${name}>\` closes nothing.`);
    else
      for (const tag of open.splice(index).slice(1))
        report(tag.at, tag.name.length + 1, `\`<${tag.name}>\` is never closed.`);
  }
  textBefore(source.length);
  for (const tag of open) report(tag.at, tag.name.length + 1, `\`<${tag.name}>\` is never closed.`);
  return mistakes.sort((one, other) => one.line - other.line || one.column - other.column);
}

export function placeAt(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
