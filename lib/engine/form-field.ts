/** Reads one field of a form as the contact filled it in, or says in their words what is wrong with it. */
import { readEmailAddress } from '../language/addresses.ts';
import type { Json } from '../language/json.ts';
import { readPhoneNumber } from '../language/phone.ts';
import type { FieldType, FormField } from '../language/project.ts';

type Reading = { value?: Json } | { mistake: string };

const longestText = 2_000;

/** An empty field is one that was left out. */
export function readFormField(
  name: string,
  field: FormField,
  values: ReadonlyMap<string, Json>,
  type: FieldType = 'text',
): Reading {
  const sent = values.get(name);
  const value = typeof sent === 'string' ? sent.trim() : sent;
  if (value === undefined || value === null || value === '') {
    return field.required ? { mistake: `${field.label} is required.` } : {};
  }
  if (typeof value === 'object') return { mistake: `${field.label} is one value.` };
  if (typeof value === 'string' && !isText(value)) return { mistake: `${field.label} cannot be read.` };
  if (name === 'email') return readWith(readEmailAddress, value, `${field.label} is no email address.`);
  if (name === 'phone') {
    const country = values.get('country');
    const inCountry = (text: string) => readPhoneNumber(text, typeof country === 'string' ? country : undefined);
    return readWith(inCountry, value, `${field.label} is no phone number. Begin with + and the country's code.`);
  }
  const choices = field.choices ?? (typeof type === 'object' ? type.choices : undefined);
  if (choices) {
    const isOne = typeof value === 'string' && choices.includes(value);
    return isOne ? { value } : { mistake: `${field.label} is one of: ${choices.join(', ')}.` };
  }
  return readTyped(value, type, field.label);
}

/** Ticked, not ticked, or no answer that a box can give. */
export function readTick(value: Json | undefined): boolean | undefined {
  if (value === undefined || value === null) return false;
  const said = String(value).trim().toLowerCase();
  if (['on', 'true', 'yes', '1'].includes(said)) return true;
  return ['', 'off', 'false', 'no', '0'].includes(said) ? false : undefined;
}

function readTyped(value: string | number | boolean, type: FieldType, label: string): Reading {
  switch (type) {
    case 'number': {
      const number = typeof value === 'boolean' ? Number.NaN : Number(value);
      return Number.isFinite(number) ? { value: number } : { mistake: `${label} is a number.` };
    }
    case 'yes-no': {
      const tick = readTick(value);
      return tick === undefined ? { mistake: `${label} is yes or no.` } : { value: tick };
    }
    case 'date': {
      const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && dayOf(value) === value;
      return isDate ? { value } : { mistake: `${label} is a date like 2026-03-02.` };
    }
    case 'moment': {
      const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value);
      const at = isMoment ? new Date(value) : undefined;
      if (!at || Number.isNaN(at.getTime())) return { mistake: `${label} is a moment like 2026-03-02T09:00:00Z.` };
      return { value: at.toISOString() };
    }
    default:
      return typeof value === 'string' ? { value } : { mistake: `${label} is text.` };
  }
}

function readWith(read: (text: string) => string | undefined, value: Json, mistake: string): Reading {
  const found = typeof value === 'string' ? read(value) : undefined;
  return found === undefined ? { mistake } : { value: found };
}

/** Lines and tabs are text; other control characters are not, nor is half a character. */
const isText = (text: string): boolean =>
  text.length <= longestText && text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text);

function dayOf(date: string): string | undefined {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10);
}
