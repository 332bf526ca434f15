/** What an author writes to a contact: a template file, read into its parts, with every mistake at its line. */
import { type Diagnostic, type Place, sortDiagnostics } from './diagnostics.ts';
import { isTooLarge } from './file-size.ts';
import { type FrontMatter, type FrontMatterEntry, readFrontMatter } from './front-matter.ts';
import type { JsonMap } from './json.ts';
import { type LiquidMode, liquidLimits } from './liquid.ts';
import { liquidProblems } from './liquid-check.ts';
import { isDefinitionName } from './names.ts';
import { findNoText } from './no-text.ts';
import { didYouMean } from './suggest.ts';

export type TemplateChannel = 'email' | 'sms' | 'push';
export type TemplateFormat = 'mjml' | 'html' | 'text';

export interface Template {
  file: string;
  name: string;
  /** `fr`, `pt-br`; left out: the project's own language. */
  language?: string;
  channel: TemplateChannel;
  format: TemplateFormat;
  subject?: string;
  preview?: string;
  sender?: string;
  /** Values that `waymark check` and the preview render it with. */
  sample?: JsonMap;
  body: string;
  /** The line of the file on which the body begins. */
  bodyLine: number;
}

/** What the compiler makes of a template and the engine renders: plain JSON, all texts Liquid. */
export interface CompiledTemplate {
  name: string;
  language?: string;
  channel: TemplateChannel;
  sender?: string;
  subject?: string;
  preview?: string;
  html?: string;
  text: string;
  /** Targets of the links to track; `{% link 0 %}` in `html` and `text` stands for the first. */
  links: string[];
}

/** What the engine puts beside the contact's values. A link to one of the addresses is never tracked. */
export const messageAddresses = ['unsubscribeUrl', 'confirmUrl'] as const;
export const messageValues = ['postalAddress', 'now', ...messageAddresses] as const;

const endings: Record<string, { channel: TemplateChannel; format: TemplateFormat }> = {
  'email.mjml': { channel: 'email', format: 'mjml' },
  'email.html': { channel: 'email', format: 'html' },
  'sms.txt': { channel: 'sms', format: 'text' },
  'push.txt': { channel: 'push', format: 'text' },
};

const keysOf: Record<TemplateChannel, readonly string[]> = {
  email: ['subject', 'preview', 'sender', 'sample'],
  sms: ['sender', 'sample'],
  push: ['subject', 'sample'],
};

const textKeys = ['subject', 'preview', 'sender'];

type Mistake = Place & { code: string; message: string; hint?: string };

/** `file` is a path; its last part says name, language and channel. A template comes back only if nothing is wrong. */
export function parseTemplate(file: string, text: string): { template?: Template; diagnostics: Diagnostic[] } {
  const named = readTemplateName(file.split('/').at(-1)!);
  if ('code' in named) return { diagnostics: [{ ...named, severity: 'error', file }] };
  if (isTooLarge(text)) {
    const message = 'The file is larger than 256 KB.';
    const hint = 'Pictures stand on a server and are linked; no mail program shows so long a text.';
    return { diagnostics: [{ code: 'WM002', severity: 'error', file, line: 1, column: 1, length: 1, message, hint }] };
  }
  const strange = findNoText(text);
  if (strange) {
    const before = text.slice(0, strange.at).split('\n');
    const place = { line: before.length, column: before.at(-1)!.length + 1, length: 1 };
    const message = `The character ${strange.name} is no text.`;
    const hint = 'Save the file as UTF-8 text, and type the line again.';
    return { diagnostics: [{ code: 'WM014', severity: 'error', file, ...place, message, hint }] };
  }
  const head = readFrontMatter(text, textKeys);
  const mistakes = [
    ...head.problems.map((problem) => ({ ...problem, code: 'WM402' })),
    ...head.entries.flatMap((entry) => entryMistakes(entry, named.channel)),
    ...missing(head, named.channel),
    ...bodyMistakes(head, named.format),
  ];
  if (mistakes.length > 0) {
    return { diagnostics: sortDiagnostics(mistakes.map((mistake) => ({ ...mistake, severity: 'error', file }))) };
  }
  const values = Object.fromEntries(head.entries.map(({ key, value }) => [key, value]));
  return { template: { file, ...named, ...values, body: head.body, bodyLine: head.bodyLine }, diagnostics: [] };
}

type Named = Pick<Template, 'name' | 'language' | 'channel' | 'format'>;

function readTemplateName(fileName: string): Named | Mistake {
  const place = { line: 1, column: 1, length: 1, code: 'WM401' };
  const parts = fileName.split('.');
  const kind = Object.hasOwn(endings, parts.slice(-2).join('.')) ? endings[parts.slice(-2).join('.')] : undefined;
  if (!kind || parts.length < 3) {
    const hint = `A template ends in ${Object.keys(endings)
      .map((one) => `\`.${one}\``)
      .join(', ')}.`;
    return { ...place, message: `\`${fileName}\` is no template's name.`, hint };
  }
  const [name = '', language, ...more] = parts.slice(0, -2);
  if (!isDefinitionName(name)) {
    const hint = 'Up to 60 lower-case letters, digits and dashes, a letter first: `trial-welcome.email.mjml`.';
    return { ...place, message: `\`${name}\` is no name for a template.`, hint };
  }
  if (more.length > 0 || (language !== undefined && !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(language))) {
    const written = [language, ...more].join('.');
    const hint = `A translation is named \`${name}.fr.email.mjml\`.`;
    return { ...place, message: `\`${written}\` is no language.`, hint };
  }
  return { name, ...(language !== undefined && { language }), ...kind };
}

function entryMistakes(entry: FrontMatterEntry, channel: TemplateChannel): Mistake[] {
  const { key, value, valuePlace, line, column, length } = entry;
  if (!keysOf[channel].includes(key)) {
    const hint = didYouMean(key, keysOf[channel]) ?? `Known here: ${keysOf[channel].join(', ')}.`;
    const message = `\`${key}\` is no key of ${channel === 'email' ? 'an email' : `${channel === 'sms' ? 'an SMS' : 'a push'}`} template.`;
    return [{ line, column, length, code: 'WM403', message, hint }];
  }
  if (key === 'sample') {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
    const hint = 'Like `sample: { contact: { firstName: Ann } }`.';
    return [{ ...valuePlace, code: 'WM403', message: '`sample` is a map of values to render with.', hint }];
  }
  if (typeof value !== 'string' || value.trim() === '') {
    return [{ ...valuePlace, code: 'WM403', message: `\`${key}\` is a line of text.` }];
  }
  if (key === 'sender') return [];
  return liquidMistakes(value, key === 'preview' ? 'html' : 'text', (problem) =>
    problem.line === 1 && valuePlace.length >= value.length
      ? { line: valuePlace.line, column: valuePlace.column + problem.column - 1, length: problem.length }
      : valuePlace,
  );
}

function missing(head: FrontMatter, channel: TemplateChannel): Mistake[] {
  if (channel !== 'email' || head.problems.length > 0 || head.entries.some(({ key }) => key === 'subject')) return [];
  const message = 'An email needs a subject.';
  return [
    {
      line: 1,
      column: 1,
      length: 3,
      code: 'WM404',
      message,
      hint: 'Write `subject: …` between lines of `---` at the top.',
    },
  ];
}

function bodyMistakes(head: FrontMatter, format: TemplateFormat): Mistake[] {
  const isUnreadable = head.body === '' && head.problems.length > 0;
  if (isUnreadable) return [];
  const start = { line: head.bodyLine, column: 1, length: 1 };
  if (head.body.trim() === '')
    return [{ ...start, code: 'WM409', message: 'The template says nothing: its body is empty.' }];
  if (head.body.length > liquidLimits.parseLimit) {
    return [{ ...start, code: 'WM408', message: 'The template is too long: 100 KB are the most.' }];
  }
  return liquidMistakes(head.body, format === 'text' ? 'text' : 'html', (problem) => ({
    line: head.bodyLine + problem.line - 1,
    column: problem.column,
    length: problem.length,
  }));
}

function liquidMistakes(text: string, mode: LiquidMode, placed: (problem: Place) => Place): Mistake[] {
  return liquidProblems(text, mode).map((problem) => ({ ...problem, ...placed(problem), code: 'WM405' }));
}
