/** What the law and every mail program ask of a sender: a name and address, and below marketing where it lives. */
import { stepKind } from '../../registry.ts';
import { isMap } from '../dispatch.ts';
import type { ReadProject } from '../project-files.ts';
import type { FoundStep } from '../reading.ts';
import type { ProjectRule } from './project-rule.ts';

export const mailHasSender: ProjectRule = (project) =>
  isSet(project, 'senders')
    ? []
    : firstMail(project, () => true, {
        code: 'WM443',
        message: 'Nobody is named from whom emails come.',
        hint: 'Write in waymark.yaml: `senders: { team: { name: …, address: … } }`.',
      });

export const marketingHasAddress: ProjectRule = (project) =>
  isSet(project, 'postal-address')
    ? []
    : firstMail(project, ({ step }) => step['class'] === 'marketing', {
        code: 'WM440',
        message: "Marketing emails must show the sender's postal address, and there is none.",
        hint: 'Write `postal-address: …` in waymark.yaml.',
      });

/** An unreadable waymark.yaml has its own mistakes told already. */
function isSet({ settingsSource }: ReadProject, key: string): boolean {
  if (!settingsSource) return false;
  const { value } = settingsSource;
  return value === undefined || (isMap(value) && value[key] !== undefined);
}

/** Told once for the project, at the first email concerned. */
function firstMail(
  { definitions }: ReadProject,
  concerns: (found: FoundStep) => boolean,
  said: { code: string; message: string; hint: string },
): ReturnType<ProjectRule> {
  for (const { steps, report } of definitions) {
    const found = steps.find((one) => stepKind(one.item.kind).channel === 'email' && concerns(one));
    if (found) return [{ report, problem: { ...said, path: [...found.path, found.item.headKey], on: 'key' } }];
  }
  return [];
}
