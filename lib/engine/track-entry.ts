/** Takes what a website or a server reports of somebody, in the words of Segment's HTTP API, so that its libraries fit. */
import * as z from 'zod';
import { readEmailAddress } from '../language/addresses.ts';
import type { Json, JsonMap } from '../language/json.ts';
import { readPhoneNumber } from '../language/phone.ts';
import { type Entry, identitiesOf, isMap, isPlainId, refuse, takeIn } from './entry.ts';
import type { EnginePorts, Identity } from './ports.ts';

export const trackCalls = ['track', 'page', 'identify', 'alias'] as const;
export type TrackCall = (typeof trackCalls)[number];

const noId = 'is no id: one line of at most 200 characters';
const id = z.string(noId).refine(isPlainId, noId);
const anyId = z.union([id, z.number().transform(String)], noId).nullish();
const map = z.custom<JsonMap>(isMap, 'is a map');

const moment = z.iso.datetime({ offset: true, error: 'is no moment like 2026-03-02T09:00:00Z' }).nullish();

const shape = z.object({
  messageId: id.nullish(),
  userId: anyId,
  previousId: anyId,
  anonymousId: id.nullish(),
  timestamp: moment,
  sentAt: moment,
  event: id.nullish(),
  properties: map.nullish(),
  traits: map.nullish(),
  context: map.nullish(),
});
type Call = z.output<typeof shape>;

/** `requestId` makes the message id where the sender gave none. */
export async function takeCall(
  sent: { call: TrackCall; body: JsonMap; requestId: string },
  ports: EnginePorts,
): Promise<Entry> {
  const { call, body, requestId } = sent;
  const read = shape.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') ?? '';
    return refuse(400, `${field} ${issue?.message ?? 'cannot be read'}.`, field);
  }
  const { data } = read;
  const { userId, anonymousId, previousId, messageId, traits } = data;
  if (!userId && !anonymousId && !(call === 'identify' && (traits?.email || traits?.phone))) {
    return refuse(400, 'userId or anonymousId says who it was.', 'userId');
  }
  if (call === 'alias' && !previousId) return refuse(400, 'previousId says who they were before.', 'previousId');
  const named = nameOf(call, data);
  if ('problem' in named) return named;
  const learned = call === 'identify' ? readTraits(traits ?? {}) : { traits: undefined };
  if ('problem' in learned) return learned;
  const { email, phone } = learned.traits ?? {};
  const identities = identitiesOf({
    userId: userId ?? undefined,
    email: typeof email === 'string' ? email : undefined,
    phone: typeof phone === 'string' ? phone : undefined,
    anonymousId: anonymousId ?? undefined,
  });
  // Whichever of the two it was: a user of before, or a browser that nobody had signed in with.
  const before = call === 'alias' ? identitiesOf({ userId: previousId!, anonymousId: previousId! }) : [];
  return takeIn(
    {
      messageId: messageId ?? `${call}-${requestId}`,
      family: named.family,
      name: named.name,
      identities: [...identities, ...before],
      areOne: areOne(call, [...identities, ...before]),
      traits: learned.traits,
      data: learned.traits ?? (call === 'alias' ? { previousId: previousId! } : data.properties) ?? {},
      at: happenedAt(data, ports.clock.now()),
    },
    ports,
  );
}

/** A device may be several people's: that they were seen on one makes nobody one person, unless somebody says so. */
function areOne(call: TrackCall, identities: Identity[]): Identity[] {
  if (call === 'alias') return identities;
  return call === 'identify' ? identities.filter(({ kind }) => kind !== 'anonymousId') : [];
}

/** By our clock: how long before sending it happened is all that is taken from the sender's, which may be wrong. */
function happenedAt({ timestamp, sentAt }: Call, receivedAt: string): string | undefined {
  if (!timestamp) return undefined;
  if (!sentAt) return new Date(timestamp).toISOString();
  return new Date(Date.parse(receivedAt) - Math.max(0, Date.parse(sentAt) - Date.parse(timestamp))).toISOString();
}

type Named = { family: string; name: string } | ReturnType<typeof refuse>;

function nameOf(call: TrackCall, data: Call): Named {
  switch (call) {
    case 'track':
      return data.event ? { family: 'event', name: data.event } : refuse(400, 'event says what happened.', 'event');
    case 'page': {
      const path = pathOf(data.properties) ?? pathOf(data.context?.page);
      if (path === undefined) return refuse(400, 'properties.path says which page it was.', 'properties.path');
      return { family: 'page', name: path };
    }
    case 'identify':
    case 'alias':
      return { family: call, name: call };
  }
}

/** The path of the page, which is what conditions and triggers know pages by. */
function pathOf(place: Json | undefined): string | undefined {
  const { path, url } = isMap(place) ? place : {};
  if (typeof path === 'string' && isPath(path)) return path;
  const found = typeof url === 'string' && url.isWellFormed() && URL.canParse(url) ? new URL(url).pathname : '';
  return isPath(found) ? found : undefined;
}

const isPath = (text: string): boolean => /^\/\P{Cc}{0,999}$/u.test(text) && text.isWellFormed();

/** Addresses in the one spelling in which they can be written to; everything else as it came. */
function readTraits(traits: JsonMap): { traits: JsonMap } | ReturnType<typeof refuse> {
  const read = { ...traits };
  const readers = { email: readEmailAddress, phone: readPhoneNumber };
  for (const [name, readAddress] of Object.entries(readers)) {
    const sent = traits[name];
    if (sent === undefined || sent === null) continue;
    const address = typeof sent === 'string' ? readAddress(sent) : undefined;
    if (address === undefined) return refuse(422, `traits.${name} cannot be written to.`, `traits.${name}`);
    read[name] = address;
  }
  return { traits: read };
}
