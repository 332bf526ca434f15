/** Holds: an address that bounced or complained is known at once, on its channel, until somebody lifts it. */
import { expect } from 'vitest';
import type { Suppressions } from '../../lib/engine/ports.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export function suppressionsContract(half: Half<Suppressions>): void {
  contract('suppressions', half, (promise) => {
    promise('a suppressed address is found with its reason, on its channel only', async ({ port }) => {
      expect(await port.find('email', 'ann@example.com')).toBeUndefined();
      await port.add('email', 'ann@example.com', 'bounced', at(0));
      expect(await port.find('email', 'ann@example.com')).toEqual({ reason: 'bounced', at: at(0) });
      expect(await port.find('sms', 'ann@example.com')).toBeUndefined();
      expect(await port.find('email', 'ann@example.co')).toBeUndefined();
    });

    promise('the newest reason stands', async ({ port }) => {
      await port.add('email', 'ann@example.com', 'bounced', at(0));
      await port.add('email', 'ann@example.com', 'complained', at(5));
      expect(await port.find('email', 'ann@example.com')).toEqual({ reason: 'complained', at: at(5) });
    });

    promise('what ends by itself, or concerns marketing only, says so', async ({ port }) => {
      await port.add('sms', '+15550100', 'asked', at(0), { until: at(60) });
      expect(await port.find('sms', '+15550100')).toEqual({ reason: 'asked', at: at(0), until: at(60) });
      await port.add('sms', '+15550100', 'unclear', at(5), { only: 'marketing' });
      expect(await port.find('sms', '+15550100')).toEqual({ reason: 'unclear', at: at(5), only: 'marketing' });
    });

    promise('what is for good gives way to nothing that is less', async ({ port }) => {
      await port.add('sms', '+15550100', 'unclear', at(0), { only: 'marketing' });
      await port.add('sms', '+15550100', 'opted-out', at(1));
      await port.add('sms', '+15550100', 'unclear', at(2), { only: 'marketing' });
      await port.add('sms', '+15550100', 'asked', at(3), { until: at(60) });
      expect(await port.find('sms', '+15550100')).toEqual({ reason: 'opted-out', at: at(1) });
      await port.remove('sms', '+15550100');
      await port.add('sms', '+15550100', 'asked', at(4), { until: at(60) });
      expect(await port.find('sms', '+15550100')).toEqual({ reason: 'asked', at: at(4), until: at(60) });
    });

    promise('what is lifted is gone, also when it never was', async ({ port }) => {
      await port.add('sms', '+15550100', 'opted-out', at(0));
      await port.remove('sms', '+15550100');
      await port.remove('sms', '+15550101');
      expect(await port.find('sms', '+15550100')).toBeUndefined();
    });
  });
}
