/** A template's sender and values must exist, or the contact gets a message from nobody that greets nobody. */
import type { Diagnostic } from '../../diagnostics.ts';
import { wordFix } from '../../fix.ts';
import { liquidReads } from '../../liquid-check.ts';
import { didYouMean } from '../../suggest.ts';
import { messageValues, type Template } from '../../template.ts';
import { templateKey } from '../../template-key.ts';
import { contactScope, type PathScope, pathProblem } from '../path-scope.ts';
import type { ReadProject, ReadTemplate } from '../project-files.ts';
import { swapMeant } from '../repairs.ts';
import type { Problem } from '../report.ts';

/** What templates are judged by, gathered once: a project may have a thousand of them. */
interface Beside {
  settings: ReadProject['settings'];
  hasSettings: boolean;
  /** The first file of each. */
  fileOfKey: ReadonlyMap<string, string>;
  /** Template → ids of the steps of the definitions that send it. */
  steps: ReadonlyMap<string, ReadonlySet<string>>;
}

export function allTemplateProblems(project: ReadProject): Diagnostic[] {
  const { settings, settingsSource, templates, definitions } = project;
  const fileOfKey = new Map<string, string>();
  for (const { template } of templates) {
    if (template && !fileOfKey.has(templateKey(template))) fileOfKey.set(templateKey(template), template.file);
  }
  const steps = new Map<string, Set<string>>();
  for (const definition of definitions) {
    for (const { main } of definition.steps) {
      if (main === undefined) continue;
      const ids = steps.get(main) ?? new Set();
      for (const { step } of definition.steps) ids.add(step.id);
      steps.set(main, ids);
    }
  }
  const beside = { settings, hasSettings: settingsSource?.value !== undefined, fileOfKey, steps };
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
  const scope = templateScope(template, project);
  const head = (['subject', 'preview'] as const).flatMap((key) => {
    const [line, column] = placeOfKey(text, key);
    return liquidReads(template[key] ?? '').map((read) => ({ ...read, line, column: column + read.column - 1 }));
  });
  const body = liquidReads(template.body).map((read) => ({ ...read, line: template.bodyLine + read.line - 1 }));
  return [...head, ...body].flatMap(({ path, line, column }) => {
    const problem = pathProblem(path, scope);
    return problem ? [{ ...problem, line, column, length: path.length }] : [];
  });
}

/** A template may serve several definitions: what only some of them know is taken for known. */
function templateScope({ name }: Template, { settings, steps }: Beside): PathScope {
  const roots = ['event', 'input', 'with', ...messageValues, ...(steps.get(name) ?? [])];
  return new Map<string, readonly string[] | undefined>([
    ...contactScope(settings),
    ...roots.map((root) => [root, undefined] as const),
  ]);
}

/** Where the value behind a key of the front matter begins. */
function placeOfKey(text: string, key: string): [line: number, column: number, length: number] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const index = lines.findIndex((line) => line.startsWith(`${key}:`));
  const written = lines[index] ?? '';
  const column = written.length - written.slice(key.length + 1).trimStart().length;
  const quote = /["']/.test(written[column] ?? '') ? 1 : 0;
  return [Math.max(1, index + 1), column + quote + 1, Math.max(1, written.trimEnd().length - column - 2 * quote)];
}
