/** Holds: a team's contact stays with one of its members, an address is itself, and nobody is invented. */
import { expect } from 'vitest';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { aPublication, settings } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export function colleaguesContract(half: Half<Pick<EnginePorts, 'colleagues' | 'registry'>>): void {
  contract('colleagues', half, (promise) => {
    promise('an address is the colleague, a team gives the same member each time', async ({ port }) => {
      await port.registry.publish(aPublication([]));
      const { colleagues } = port;
      expect(await colleagues.find('lee@example.com', 'ann')).toBe('lee@example.com');
      const member = await colleagues.find('team:sales', 'ann');
      expect(settings.teams.sales).toContain(member);
      expect(await colleagues.find('team:sales', 'ann')).toBe(member);
    });

    promise("a team's contacts are spread over all of its members", async ({ port }) => {
      await port.registry.publish(aPublication([]));
      const found = [];
      for (let i = 0; i < 60; i++) found.push(await port.colleagues.find('team:sales', `contact-${i}`));
      for (const member of settings.teams.sales!) {
        expect(found.filter((one) => one === member).length).toBeGreaterThan(5);
      }
    });

    promise('a team that is empty or unknown gives nobody', async ({ port }) => {
      await port.registry.publish(aPublication([]));
      for (const to of ['team:nobody', 'team:unheard-of', 'team:constructor', 'sales']) {
        expect(await port.colleagues.find(to, 'ann')).toBeUndefined();
      }
    });
  });
}
