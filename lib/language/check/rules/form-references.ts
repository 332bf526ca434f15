/** A form asks consent to topics that exist, and confirms with an email that exists and leads back to it. */
import { confirmationName } from '../../confirmation.ts';
import { hasErrors } from '../../diagnostics.ts';
import { shownTo } from '../../liquid-shown.ts';
import type { Form } from '../../project.ts';
import type { Known } from '../known.ts';
import type { ReadTemplate } from '../project-files.ts';
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';
import type { ProjectRule } from './project-rule.ts';
import { topicProblems } from './topics.ts';

export const formNamesExist: ProjectRule = ({ forms, templates: read }, { settings, templates, definitions }) =>
  forms.flatMap(({ form, report }) => {
    const problems: Problem[] = (form.consent ?? []).flatMap(({ topic }, index) =>
      topicProblems(topic, settings, ['consent', index, 'topic']),
    );
    const { confirm } = form;
    const channels = confirm === undefined ? undefined : templates?.get(confirm);
    if (confirm !== undefined && templates && !channels?.has('email')) {
      const wayOut = `A new one is written in \`templates/${confirm}.email.mjml\`.`;
      problems.push(
        unknownName({
          code: 'WM207',
          what: 'email template',
          name: confirm,
          known: templates.keys(),
          path: ['confirm'],
          wayOut,
        }),
      );
    }
    // What cannot be read yet may well be the box that is confirmed.
    if (!hasErrors(report.diagnostics)) problems.push(...confirmProblems(form, read, definitions));
    return problems.map((problem) => ({ report, problem }));
  });

function confirmProblems(
  { name, confirm, consent = [] }: Partial<Form>,
  templates: readonly ReadTemplate[],
  definitions: Known['definitions'],
): Problem[] {
  if (confirm === undefined) return [];
  const path = ['confirm'];
  if (consent.length === 0) {
    const message = 'There is nothing to confirm: the form asks for no consent.';
    return [{ code: 'WM449', message, hint: 'Add a box to `consent`, or take `confirm` out.', path }];
  }
  const taken = name !== undefined && definitions?.has(confirmationName(name));
  if (taken) {
    const message = `\`${confirmationName(name)}\` is what asks to confirm this form, and another file has that name.`;
    return [{ code: 'WM218', message, hint: 'Rename the other one.', path }];
  }
  const blind = templates.find(
    ({ template }) =>
      template?.name === confirm && template.channel === 'email' && shownTo(template.body, 'confirmUrl') !== 'all',
  );
  if (!blind) return [];
  const message = `Nobody could confirm: \`${blind.file.replace(/^.*\//, '')}\` does not lead to \`confirmUrl\`.`;
  return [{ code: 'WM449', message, hint: 'Write a link to `{{ confirmUrl }}` where everybody sees it.', path }];
}
