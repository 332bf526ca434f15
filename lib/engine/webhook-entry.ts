/** Takes what another system tells by a signed webhook: one event of the contact whom it names, once by the message's id. */
import * as z from 'zod';
import { readEmailAddress } from '../language/addresses.ts';
import type { JsonMap } from '../language/json.ts';
import { readPhoneNumber } from '../language/phone.ts';
import { type Entry, identitiesOf, isMap, isPlainId, refuse, takeIn } from './entry.ts';
import type { EnginePorts } from './ports.ts';

const noId = 'is no id: one line of at most 200 characters';
const id = z.string(noId).refine(isPlainId, noId);
const anyId = z.union([id, z.number().transform(String)], noId).nullish();
const shape = z.object({
  type: id,
  timestamp: z.iso.datetime({ offset: true, error: 'is no moment like 2026-03-02T09:00:00Z' }).nullish(),
  data: z.custom<JsonMap>(isMap, 'is a map'),
});
const whose = z.object({
  userId: anyId,
  anonymousId: anyId,
  email: z.string('is no address').nullish(),
  phone: z.string('is no number').nullish(),
});

/** `id`: the sender's own, which its repeats have too. What is signed has been verified before. */
export async function takeWebhook(
  sent: { source: string; id: string; body: JsonMap },
  ports: EnginePorts,
): Promise<Entry> {
  if (!isPlainId(sent.id)) return refuse(400, `webhook-id ${noId}.`, 'webhook-id');
  const read = shape.safeParse(sent.body);
  if (!read.success) return refuse(400, ...sayIssue(read.error));
  const { type, timestamp, data } = read.data;
  const named = whose.safeParse(data);
  if (!named.success) return refuse(422, ...sayIssue(named.error, 'data.'));
  const { userId, anonymousId } = named.data;
  const addresses = { email: named.data.email ?? undefined, phone: named.data.phone ?? undefined };
  const email = addresses.email && readEmailAddress(addresses.email);
  const phone = addresses.phone && readPhoneNumber(addresses.phone);
  if (addresses.email && !email) return refuse(422, 'data.email cannot be written to.', 'data.email');
  if (addresses.phone && !phone) return refuse(422, 'data.phone cannot be written to.', 'data.phone');
  const identities = identitiesOf({
    userId: userId ?? undefined,
    email: email || undefined,
    phone: phone || undefined,
    anonymousId: anonymousId ?? undefined,
  });
  if (identities.length === 0) return refuse(422, 'data.userId, data.email or data.phone says who it was.', 'data');
  // Whoever is known by an id has said themselves where they want to be written to.
  const traits = userId ? undefined : { ...(email && { email }), ...(phone && { phone }) };
  return takeIn(
    {
      messageId: `webhook-${sent.source}-${sent.id}`,
      family: 'event',
      name: type,
      identities,
      traits,
      data,
      at: timestamp ? new Date(timestamp).toISOString() : undefined,
    },
    ports,
  );
}

function sayIssue({ issues: [issue] }: z.ZodError, within = ''): [title: string, field: string] {
  const field = `${within}${issue?.path.join('.') ?? ''}`;
  return [`${field} ${issue?.message ?? 'cannot be read'}.`, field];
}
