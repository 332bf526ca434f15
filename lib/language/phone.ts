/** Reads a phone number as people type it, into the one form that an SMS can be sent to. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { hasControlCharacters } from './addresses.ts';

const longestNumber = 40;

/**
 * E.164 (`+33612345678`), or `undefined`. A number without its country's code needs `defaultCountry` (`FR`).
 * Extensions are refused: no message reaches one.
 */
export function readPhoneNumber(text: string, defaultCountry?: string): string | undefined {
  if (hasControlCharacters(text) || text.length > longestNumber) return undefined;
  const country = countryOf(defaultCountry);
  const number = parsePhoneNumberFromString(text.trim(), {
    ...(country && { defaultCountry: country }),
    extract: false,
  });
  return number?.isValid() && !number.ext ? number.number : undefined;
}

function countryOf(code: string | undefined): CountryCode | undefined {
  const country = code?.toUpperCase();
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}
