/** A template's sender and the values it reads must exist, or the contact gets a message from nobody that greets nobody. */
import type { Diagnostic } from '../../diagnostics.ts';
import { liquidReads } from '../../liquid-check.ts';
import { didYouMean } from '../../suggest.ts';
import { messageValues, type Template, templateKey } from '../../template.ts';
import { contactScope, type PathScope, pathProblem } from '../path-scope.ts';
import type { ReadProject, ReadTemplate } from '../project-files.ts';

export function templateProblems({ file, text, template }: ReadTemplate, project: ReadProject): Diagnostic[] {
  if (!template) return [];
  const at = (line: number, column: number, length: number) => ({
    severity: 'error' as const,
    file,
    line,
    column,
    length,
  });
  return [
    ...pathsLead(template, text, project).map(({ line, column, length, ...said }) => ({
      ...at(line, column, length),
      ...said,
    })),
    ...senderExists(template, project).map((said) => ({ ...at(...placeOfKey(text, 'sender')), ...said })),
    ...standsAlone(template, project).map((said) => ({ ...at(1, 1, 1), ...said })),
  ];
}

type Said = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

function senderExists({ sender }: Template, { settings: { senders }, settingsSource }: ReadProject): Said[] {
  if (sender === undefined || Object.hasOwn(senders, sender) || settingsSource?.value === undefined) return [];
  const wayOut = 'A new one is listed under `senders` in waymark.yaml.';
  const near = didYouMean(sender, Object.keys(senders));
  return [
    { code: 'WM219', message: `There is no sender called \`${sender}\`.`, hint: near ? `${near} ${wayOut}` : wayOut },
  ];
}

/** A translation needs its original, which all other readers get; and a message is written once. */
function standsAlone(template: Template, { templates }: ReadProject): Said[] {
  const { name, language, channel, file } = template;
  const others = templates.flatMap((one) => (one.template && one.file !== file ? [one.template] : []));
  const twin = others.find((other) => templateKey(other) === templateKey(template) && other.file < file);
  if (twin) {
    const message = `\`${templateKey(template)}\` is written twice: here and in ${twin.file}.`;
    return [{ code: 'WM218', message, hint: 'Keep one of the two.' }];
  }
  const isOriginal = language === undefined || others.some((other) => templateKey(other) === `${name}.${channel}`);
  if (isOriginal) return [];
  const message = `This translation of \`${name}\` has no original, so readers of other languages would get nothing.`;
  return [
    { code: 'WM223', message, hint: `Write one without a language in its name as well: \`${name}.${channel}…\`.` },
  ];
}

function pathsLead(
  template: Template,
  text: string,
  project: ReadProject,
): (Said & { line: number; column: number; length: number })[] {
  const scope = templateScope(template, project);
  const head = (['subject', 'preview'] as const).flatMap((key) => {
    const [line, column] = placeOfKey(text, key);
    return liquidReads(template[key] ?? '').map((read) => ({ ...read, line, column: column + read.column - 1 }));
  });
  const body = liquidReads(template.body).map((read) => ({ ...read, line: template.bodyLine + read.line - 1 }));
  return [...head, ...body].flatMap(({ path, line, column }) => {
    const problem = pathProblem(path, scope);
    return problem
      ? [{ code: problem.code, message: problem.message, hint: problem.hint, line, column, length: path.length }]
      : [];
  });
}

/** A template may serve several definitions: what only some of them know is taken for known. */
function templateScope({ name }: Template, { settings, definitions }: ReadProject): PathScope {
  const senders = definitions.filter(({ steps }) => steps.some(({ main }) => main === name));
  const steps = senders.flatMap((definition) => definition.steps.map(({ step }) => step.id));
  const roots = ['event', 'input', 'with', ...messageValues, ...steps];
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
