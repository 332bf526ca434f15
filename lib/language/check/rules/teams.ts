/** Work for a team that nobody belongs to would lie there unseen. */
import type { StepRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';

const prefix = 'team:';
const isTeam = (value: unknown) => typeof value === 'string' && value.startsWith(prefix);

export const teamExists: StepRule = ({ item, path }, _definition, { settings }) => {
  if (!settings) return [];
  const teams = Object.keys(item.raw).filter((key) => isTeam(item.raw[key]));
  return teams.flatMap((key): Problem[] => {
    const name = String(item.raw[key]).slice(prefix.length);
    if (Object.hasOwn(settings.teams, name)) return [];
    const wayOut = 'A new one is listed under `teams` in waymark.yaml.';
    const known = Object.keys(settings.teams);
    return [unknownName({ code: 'WM217', what: 'team', name, known, path: [...path, key], wayOut })];
  });
};
