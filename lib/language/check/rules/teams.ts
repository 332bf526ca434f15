/** Work for a team that nobody belongs to would lie there unseen. */
import type { StepRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';

const prefix = 'team:';

export const teamExists: StepRule = ({ item, path }, _definition, { settings }) => {
  if (!settings) return [];
  return Object.entries(item.raw).flatMap(([key, value]): Problem[] => {
    if (typeof value !== 'string' || !value.startsWith(prefix)) return [];
    const name = value.slice(prefix.length);
    if (Object.hasOwn(settings.teams, name)) return [];
    const wayOut = 'A new one is listed under `teams` in waymark.yaml.';
    const known = Object.keys(settings.teams);
    return [unknownName({ code: 'WM217', what: 'team', name, known, path: [...path, key], wayOut })];
  });
};
