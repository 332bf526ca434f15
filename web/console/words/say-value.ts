/** A contact's field as a person would write it. */
import type { Json } from '../../../lib/language/json.ts';

export function sayValue(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return '–';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.map(sayValue).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
