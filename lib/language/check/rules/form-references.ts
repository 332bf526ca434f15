/** A form asks consent to topics that exist, and confirms with an email that exists. */
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';
import type { ProjectRule } from './project-rule.ts';
import { topicProblems } from './topics.ts';

export const formNamesExist: ProjectRule = ({ forms }, { settings, templates }) =>
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
    return problems.map((problem) => ({ report, problem }));
  });
