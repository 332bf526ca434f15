/** Where the owner of a phone number may be: every zone of every country that the number may belong to. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Node has it, the types of the language do not yet. */
type Region = Intl.Locale & { getTimeZones?(): string[] | undefined };

const byCountry = new Map<string, readonly string[]>();

/** IANA names; none where nobody can say: of a satellite phone, or of a country of which no zone is known. */
export function zonesOfPhone(e164: string): string[] {
  const number = parsePhoneNumberFromString(e164);
  if (!number) return [];
  const countries = number.country ? [number.country] : number.getPossibleCountries();
  const zones = countries.map(zonesOfCountry);
  // One country that cannot be placed leaves all of it open.
  return zones.some((some) => some.length === 0) ? [] : [...new Set(zones.flat())].sort();
}

function zonesOfCountry(country: string): readonly string[] {
  const known = byCountry.get(country);
  if (known) return known;
  const zones = (new Intl.Locale(`und-${country}`) as Region).getTimeZones?.() ?? [];
  byCountry.set(country, zones);
  return zones;
}
