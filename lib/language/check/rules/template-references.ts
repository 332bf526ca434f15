/** A template's sender and values must exist, or the contact gets a message from nobody that greets nobody. */
import type { Diagnostic } from '../../diagnostics.ts';
import { wordFix } from '../../fix.ts';
import { liquidReads } from '../../liquid-check.ts';
import { shownTo } from '../../liquid-shown.ts';
import { didYouMean } from '../../suggest.ts';
import type { Template } from '../../template.ts';
import { templateKey } from '../../template-key.ts';
import type { Known } from '../known.ts';
import { contactScope, type PathScope, pathProblem } from '../path-scope.ts';
import type { ReadProject, ReadTemplate } from '../project-files.ts';
import { swapMeant } from '../repairs.ts';
import type { Problem } from '../report.ts';
import { type Sending, sendingsOf, templateScope } from '../template-scope.ts';

/** What templates are judged by, gathered once: a project may have a thousand of them. */
interface Beside {
  settings: ReadProject['settings'];
  hasSettings: boolean;
  /** The first file of each. */
  fileOfKey: ReadonlyMap<string, string>;
  /** Template → the steps that send it. */
  sendings: ReadonlyMap<string, Sending[]>;
}

export function allTemplateProblems(project: ReadProject, known: Known): Diagnostic[] {
  const { settings, settingsSource, templates } = project;
  const fileOfKey = new Map<string, string>();
  for (const { template } of templates) {
    if (template && !fileOfKey.has(templateKey(template))) fileOfKey.set(templateKey(template), template.file);
  }
  const sendings = sendingsOf(project, known);
  const beside = { settings, hasSettings: settingsSource?.value !== undefined, fileOfKey, sendings };
  return templates.flatMap((template) => [...template.diagnostics, ...templateProblems(template, beside)]);
}

function templateProblems({ file, text, template }: ReadTemplate, project: Beside): Diagnostic[] {
  if (!template) return [];
  const at = (line: number, column: number, length: number) => ({
    severity: 'error' as const,
    file,
    line,
    column,
    length,
  });
  return [
    ...pathsLead(template, text, project).map(({ line, column, length, ...said }) =>
      withFix({ ...at(line, column, length), ...said }, text),
    ),
    ...lawIsShown(template, project).map(({ line, column, length, ...said }) => ({
      ...at(line, column, length),
      ...said,
    })),
    ...senderExists(template, project).map((said) => withFix({ ...at(...placeOfKey(text, 'sender')), ...said }, text)),
    ...standsAlone(template, project).map((said) => ({ ...at(1, 1, 1), ...said })),
  ];
}

type Said = Pick<Diagnostic, 'code' | 'message' | 'hint'> & Pick<Problem, 'repair'>;

function withFix({ repair, ...told }: Diagnostic & Said, text: string): Diagnostic {
  const fix = repair?.do === 'swap' ? wordFix(text, told, repair.word, repair.text) : undefined;
  return { ...told, ...(fix && { fix }) };
}

function senderExists({ sender }: Template, { settings: { senders }, hasSettings }: Beside): Said[] {
  if (sender === undefined || Object.hasOwn(senders, sender) || !hasSettings) return [];
  const wayOut = 'A new one is listed under `senders` in waymark.yaml.';
  const near = didYouMean(sender, Object.keys(senders));
  const message = `There is no sender called \`${sender}\`.`;
  const repair = swapMeant(sender, Object.keys(senders));
  return [{ code: 'WM219', message, hint: near ? `${near} ${wayOut}` : wayOut, repair }];
}

/** A translation needs its original, which all other readers get; and a message is written once. */
function standsAlone(template: Template, { fileOfKey }: Beside): Said[] {
  const { name, language, channel, file } = template;
  const first = fileOfKey.get(templateKey(template));
  if (first !== undefined && first !== file) {
    const message = `\`${templateKey(template)}\` is written twice: here and in ${first}.`;
    return [{ code: 'WM218', message, hint: 'Keep one of the two.' }];
  }
  if (language === undefined || fileOfKey.has(templateKey({ name, channel }))) return [];
  const message = `This translation of \`${name}\` has no original, so readers of other languages would get nothing.`;
  return [
    { code: 'WM223', message, hint: `Write one without a language in its name as well: \`${name}.${channel}…\`.` },
  ];
}

function pathsLead(
  template: Template,
  text: string,
  project: Beside,
): (Said & { line: number; column: number; length: number })[] {
  const head = (['subject', 'preview'] as const).flatMap((key) => {
    const [line, column] = placeOfKey(text, key);
    return liquidReads(template[key] ?? '').map((read) => ({ ...read, line, column: column + read.column - 1 }));
  });
  const body = liquidReads(template.body).map((read) => ({ ...read, line: template.bodyLine + read.line - 1 }));
  const everywhere = contactScope(project.settings);
  let whole: PathScope | undefined;
  return [...head, ...body].flatMap(({ path, line, column }) => {
    if (pathProblem(path, everywhere) === undefined) return [];
    whole ??= templateScope(project.settings, project.sendings.get(template.name));
    const problem = pathProblem(path, whole);
    return problem ? [{ ...problem, line, column, length: path.length }] : [];
  });
}

/** A text that only some readers see cannot be the way out that the law asks for. */
function lawIsShown(
  { name, channel, body, bodyLine }: Template,
  { sendings }: Beside,
): (Said & { line: number; column: number; length: number })[] {
  const isMarketing = sendings.get(name)?.some((sending) => sending.isMarketing) ?? true;
  if (channel !== 'email' || !isMarketing) return [];
  return Object.entries(asked).flatMap(([value, what]) => {
    if (shownTo(body, value) !== 'some') return [];
    const before = body.slice(0, body.search(new RegExp(`\\{\\{[^}]*${value}`))).split('\n');
    const message = `Only some readers are shown ${what}: it stands inside a condition.`;
    const hint = `Write \`{{ ${value} }}\` where everybody sees it, or leave it out: it is then put below the message.`;
    const place = { line: bodyLine + before.length - 1, column: before.at(-1)!.length + 1, length: value.length + 6 };
    return [{ code: 'WM445', message, hint, ...place }];
  });
}

const asked = { unsubscribeUrl: 'the way to unsubscribe', postalAddress: 'the postal address' };

/** Where the value behind a key of the front matter begins. */
function placeOfKey(text: string, key: string): [line: number, column: number, length: number] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const index = lines.findIndex((line) => line.startsWith(`${key}:`));
  const written = lines[index] ?? '';
  const column = written.length - written.slice(key.length + 1).trimStart().length;
  const quote = /["']/.test(written[column] ?? '') ? 1 : 0;
  return [Math.max(1, index + 1), column + quote + 1, Math.max(1, written.trimEnd().length - column - 2 * quote)];
}
