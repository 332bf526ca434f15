/** Once `waymark.yaml` lists the fields, a misspelt one is found here and not by a decision that is always no. */
import type { Settings } from '../../project.ts';
import type { ConditionRule, StepRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

/** What every contact may have, listed or not. */
export const ownFields = ['id', 'email', 'phone', 'timeZone', 'language'];

/** `undefined` where any field may be meant. */
export function fieldNames(settings: Settings | undefined): string[] | undefined {
  return settings?.contact && [...new Set([...Object.keys(settings.contact), ...ownFields])];
}

export const askedFieldExists: ConditionRule = ({ item, path, refersTo }, { known: { settings } }) => {
  if (!settings?.contact) return [];
  return refersTo.flatMap(({ kind, name, at }) => {
    if (kind !== 'field') return [];
    return unknownField(name, settings, pathTo(item, path, at)) ?? [];
  });
};

export const updatedFieldExists: StepRule = ({ step, item, path }, _definition, { settings }) => {
  const set = item.kind === 'update' && step.head === 'contact' ? step['set'] : undefined;
  if (typeof set !== 'object' || set === null) return [];
  return Object.keys(set).flatMap((name): Problem[] => {
    const place = [...path, 'set', name];
    if (name === 'id') {
      return [
        {
          code: 'WM213',
          message: "A contact's `id` never changes.",
          hint: 'Set another field.',
          path: place,
          on: 'key',
        },
      ];
    }
    return [unknownField(name, settings, place, 'key') ?? []].flat();
  });
};

export function unknownField(
  name: string,
  settings: Settings | undefined,
  path: Problem['path'],
  on?: 'key',
): Problem | undefined {
  const [root = ''] = name.split('.');
  if (!settings?.contact || Object.hasOwn(settings.contact, root) || ownFields.includes(root)) return undefined;
  const known = fieldNames(settings) ?? [];
  const wayOut = 'A new one is listed under `contact` in waymark.yaml.';
  return unknownName({ code: 'WM213', what: 'field of a contact', name: root, known, path, on, wayOut });
}
