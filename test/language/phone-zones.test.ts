/** A number says in which zones its owner may be: all of them, or none where nobody can say. */
import { expect, test } from 'vitest';
import { zonesOfPhone } from '../../lib/language/phone-zones.ts';
import { readZone } from '../../lib/language/zones.ts';

test('a number of a country with one zone says where its owner is', () => {
  expect(zonesOfPhone('+33612345678')).toEqual(['Europe/Paris']);
  expect(zonesOfPhone('+819012345678')).toEqual(['Asia/Tokyo']);
});

test('one of a country with many zones may be in any of them', () => {
  const zones = zonesOfPhone('+12125550123');
  expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
  for (const zone of zones) expect(readZone(zone), zone).toBeDefined();
});

test.each([['+870773111632'], ['+999123456789'], ['12125550123'], [''], ['hello']])('%j says nothing', (number) => {
  expect(zonesOfPhone(number)).toEqual([]);
});
