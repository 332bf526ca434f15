/** Finds the colleague meant by `team:sales` or an address; a contact stays with the same member of a team. */
import type { Colleagues } from '../language/ports.ts';
import type { Settings } from '../language/project.ts';
import { keyOf } from './keys.ts';

const TEAM = 'team:';

export function createColleagues(settings: () => Promise<Settings>): Colleagues {
  return {
    async find(to, contactId) {
      if (to.startsWith(TEAM)) {
        const { teams } = await settings();
        const members = Object.hasOwn(teams, to.slice(TEAM.length)) ? teams[to.slice(TEAM.length)]! : [];
        return members[Number.parseInt(keyOf('colleague', contactId).slice(0, 8), 16) % members.length];
      }
      return to.includes('@') ? to : undefined;
    },
  };
}
