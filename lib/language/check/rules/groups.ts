/** Groups of journeys: one that nobody knows, words that mean nothing without one, and two of which nobody said which goes first. */
import { USUAL_PRIORITY } from '../../definition.ts';
import type { DefinitionRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';
import type { ProjectRule } from './project-rule.ts';

export const groupExists: DefinitionRule = ({ values }, { settings }) => {
  const { group } = values;
  const known = settings?.groups;
  if (!known || group === undefined || known.includes(group)) return [];
  const wayOut = 'A new one is listed under `groups` in waymark.yaml.';
  return [unknownName({ code: 'WM245', what: 'group', name: group, known, path: ['group'], wayOut })];
};

export const groupIsSaid: DefinitionRule = ({ values }) => {
  if (values.group !== undefined) return [];
  return (['preempt', 'if-busy'] as const).flatMap((key): Problem[] => {
    if (values[key] === undefined) return [];
    const message = `\`${key}\` is about a group, and this journey is in none.`;
    return [
      {
        code: 'WM476',
        severity: 'warning',
        message,
        hint: 'Add `group: <name>`, or take it out.',
        path: [key],
        on: 'key',
      },
    ];
  });
};

/** At the name that goes second. */
export const prioritiesDiffer: ProjectRule = ({ definitions }) => {
  const first = new Map<string, string>();
  const named = definitions.filter(({ name }) => name !== undefined).toSorted((a, b) => (a.name! < b.name! ? -1 : 1));
  return named.flatMap(({ name, values, report }) => {
    const { group, priority = USUAL_PRIORITY } = values;
    if (group === undefined) return [];
    const place = `${group} ${priority}`;
    const other = first.get(place);
    first.set(place, other ?? name!);
    if (other === undefined) return [];
    const message = `\`${other}\` is in the group \`${group}\` with the same priority, ${priority}: of the two, it goes first by its name.`;
    const hint = 'Give one of them a `priority` of its own.';
    const at = values.priority === undefined ? 'group' : 'priority';
    return [{ report, problem: { code: 'WM477', severity: 'warning', message, hint, path: [at] } }];
  });
};

/** Nobody enters a campaign of last year. */
export const campaignIsAhead: DefinitionRule = ({ values, kind }, { today }) => {
  const { to } = values.active ?? {};
  if (to === undefined || today === undefined || to >= today) return [];
  const message = `This ${kind} was over on ${to}: nobody enters it any more.`;
  return [
    {
      code: 'WM478',
      severity: 'warning',
      message,
      hint: 'Write later days, or remove the file.',
      path: ['active', 'to'],
    },
  ];
};
