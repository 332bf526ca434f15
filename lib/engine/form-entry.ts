/** Takes a form that somebody sent: every field read before anything is kept, consent only where a box was ticked. */
import type { Json, JsonMap } from '../language/json.ts';
import type { Form } from '../language/project.ts';
import { type Entry, identitiesOf, isPlainId, refuse, takeIn } from './entry.ts';
import { readFormField, readTick } from './form-field.ts';
import type { Incoming } from './ingest.ts';
import type { EnginePorts } from './ports.ts';

/** Field by field as sent; `messageId` and `anonymousId` may stand beside the form's own fields. */
export type FormValues = ReadonlyMap<string, Json>;

/** `requestId` makes the message id where the sender gave none. */
export async function takeForm(
  sent: { form: Form; values: FormValues; requestId: string },
  ports: EnginePorts,
): Promise<Entry> {
  const { form, values, requestId } = sent;
  const settings = await ports.registry.settings();
  const read: JsonMap = {};
  for (const [name, field] of Object.entries(form.fields)) {
    const reading = readFormField(name, field, values, settings.contact?.[name]);
    if ('mistake' in reading) return refuse(422, reading.mistake, name);
    if (reading.value !== undefined) read[name] = reading.value;
  }
  const consent = readConsent(form, values);
  if ('problem' in consent) return consent;

  const ids: { messageId?: string; anonymousId?: string } = {};
  for (const name of ['messageId', 'anonymousId'] as const) {
    const id = values.get(name) ?? '';
    if (id === '') continue;
    if (typeof id !== 'string' || !isPlainId(id)) return refuse(422, `${name} is no id.`, name);
    ids[name] = id;
  }
  return takeIn(
    {
      messageId: ids.messageId ?? `form-${requestId}`,
      family: 'form',
      name: form.name,
      identities: identitiesOf({ ...ids, email: textIn(read, 'email'), phone: textIn(read, 'phone') }),
      traits: settings.contact ? knownOnly(read, settings.contact) : read,
      consent: consent.choices,
      data: read,
    },
    ports,
  );
}

/** What the contact agreed to, in the words they saw. A form that confirms by mail makes it `pending` first. */
export function readConsent(
  form: Form,
  values: FormValues,
): ReturnType<typeof refuse> | { choices: Incoming['consent'] } {
  const choices: Incoming['consent'] = [];
  for (const { topic, channel, label } of form.consent) {
    const name = `consent.${topic}.${channel}`;
    const tick = readTick(values.get(name));
    if (tick === undefined) return refuse(422, `${name} is a box to tick: "on", or left out.`, name);
    const state = form.confirm ? 'pending' : 'in';
    if (tick) choices.push({ topic, channel, state, source: `form:${form.name}`, wording: label });
  }
  return { choices };
}

const textIn = (read: JsonMap, name: string): string | undefined =>
  typeof read[name] === 'string' ? read[name] : undefined;

const knownOnly = (read: JsonMap, fields: object): JsonMap =>
  Object.fromEntries(Object.entries(read).filter(([name]) => Object.hasOwn(fields, name)));
