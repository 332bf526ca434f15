/** What people type into a phone field, and what of it an SMS can be sent to. */
import { expect, test } from 'vitest';
import { readPhoneNumber } from '../../lib/language/phone.ts';

test.each([
  { written: '+33 6 12 34 56 78', number: '+33612345678' },
  { written: '06 12 34 56 78', country: 'FR', number: '+33612345678' },
  { written: ' 06.12.34.56.78 ', country: 'fr', number: '+33612345678' },
  { written: '(202) 555-0142', country: 'US', number: '+12025550142' },
  { written: '+1 202 555 0142', country: 'FR', number: '+12025550142' },
  { written: '0044 20 7946 0018', country: 'DE', number: '+442079460018' },
])('$written ($country)', ({ written, country, number }) => {
  expect(readPhoneNumber(written, country)).toBe(number);
});

test.each([
  { written: '' },
  { written: '06 12 34 56 78', why: 'no country' },
  { written: '06 12 34 56 78', country: 'ZZ', why: 'no such country' },
  { written: '+33 6 12', why: 'too short' },
  { written: '+33 6 12 34 56 78 99 99', why: 'too long' },
  { written: '+999 123456789', why: 'no such code' },
  { written: '+33 1 42 68 53 00 ext. 5', why: 'an extension' },
  { written: 'call +33612345678', why: 'other words' },
  { written: '+33612345678\r\n', why: 'a control character' },
  { written: '+33612345678'.padEnd(41, '0'), why: 'far too long' },
])('no number: $written ($why)', ({ written, country }) => {
  expect(readPhoneNumber(written, country)).toBeUndefined();
});
