/** The shipped project, and small ones made for a test. */

import { loadProject, readFiles } from '../../bin/load-project.ts';
import { type CompiledProject, compileProject } from '../../lib/compiler/project.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { projectRoot } from './imports.ts';

export const loadShipped = () => loadProject(projectRoot);

/** Without its templates made into messages, which takes longer than all the rest. */
export const checkShipped = async () => checkProject(await readFiles(projectRoot));

/** `files`: path under `statemachines/` → text. Fails on any error, warnings pass. */
export async function compileFiles(files: Record<string, string>): Promise<CompiledProject> {
  const checked = checkProject(Object.entries(files).map(([path, text]) => ({ path: `statemachines/${path}`, text })));
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(
      errors.map(({ file, line, message, hint }) => `${file}:${line} ${message} ${hint ?? ''}`).join('\n'),
    );
  const compiled = await compileProject(checked);
  if (compiled.diagnostics.length > 0) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'));
  return compiled;
}

export const settingsFile = `project: example
time-zone: UTC
topics:
  news: { title: News, consent: opt-in }
senders:
  default: { name: Example, address: hello@example.com }
postal-address: Example, 1 Street, City
`;

export const emailTemplate = (subject = 'Hello') => `---
subject: ${subject}
---
<mj-section><mj-column><mj-text>Hello</mj-text><mj-button href="https://example.com/">Go</mj-button></mj-column></mj-section>
`;

/** A journey around the given steps, with templates for what they send. */
export function aJourney(steps: string, { name = 'example', head = '' } = {}): Record<string, string> {
  const templates = [...steps.matchAll(/send-(email|sms): ([a-z][a-z0-9-]*)/g)].map(([, channel, template]) =>
    channel === 'email'
      ? [`templates/${template}.email.mjml`, emailTemplate()]
      : [`templates/${template}.sms.txt`, 'Hello from Example'],
  );
  const body = steps.replaceAll(/^/gm, '  ');
  return {
    'waymark.yaml': settingsFile,
    [`journeys/${name}.yaml`]: `journey: ${name}\npurpose: Example\nowner: owner@example.com\ntopic: news\n${head || 'when:\n  - event: thing.happened\nagain: always\n'}steps:\n${body}\n`,
    ...Object.fromEntries(templates),
  };
}
