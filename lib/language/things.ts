/** Tickets, deals, orders: what the events of one of them say together, to whoever waits for it to move. */
import type { ContactEvent } from './event.ts';
import type { Json, JsonMap } from './json.ts';

export const things = ['ticket', 'return', 'deal', 'order', 'task'] as const;
export type Thing = (typeof things)[number];

/** Those that a workflow's runs may be about. */
export const records = ['ticket', 'deal', 'order'] as const;
export type RecordKind = (typeof records)[number];

export const isRecordKind = (word: unknown): word is RecordKind => records.some((one) => one === word);

/** Under which names a record's id stands in its own events. */
export const idNames = (thing: Thing): [own: string, ...others: string[]] => [`${thing}Id`, 'id', 'number'];

/** The family of all events of a thing, whatever they are called: `event:ticket.*`. */
export const familyOfThing = (thing: Thing): string => `event:${thing}.*`;
export const thingNamed = (event: string): Thing | undefined => things.find((thing) => event.startsWith(`${thing}.`));

type Told = Pick<ContactEvent, 'name' | 'data'>;

/** Its own events say `id` or `number` and mean the thing; what is told elsewhere has to say `ticketId`. */
export function idIn(thing: Thing, { name, data }: Told): string | undefined {
  const names = thingNamed(name) === thing ? idNames(thing) : idNames(thing).slice(0, 1);
  const id = names.map((one) => data[one]).find((one) => one !== undefined && one !== null);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** Words that say that a thing is over, as the last part of an event's name or as its status. */
const over = new Set(
  'closed solved resolved completed done canceled cancelled won lost received refunded delivered fulfilled deleted'.split(
    ' ',
  ),
);

const lastWord = (name: string): string => name.split('.').at(-1) ?? '';
const isOverWord = (word: Json | undefined): boolean => typeof word === 'string' && over.has(word.toLowerCase());

export const saysOver = ({ name, data }: Told): boolean => isOverWord(lastWord(name)) || isOverWord(data['status']);

/** What is known of it: all that its events said, the newest word on each. They come in the order received. */
export function recordOf(events: readonly ContactEvent[], id: string | undefined): JsonMap {
  const merged: JsonMap = {};
  for (const event of events) {
    const status = statusAfter(merged['status'], event);
    Object.assign(merged, event.data, { status });
  }
  const [first] = events;
  return { ...(id !== undefined && { id }), ...(first && { createdAt: first.receivedAt }), ...merged };
}

/** As the event says, or as its name does; whatever moves after its end is open again. */
function statusAfter(standing: Json | undefined, { name, data }: Told): Json {
  const { status } = data;
  if (status !== undefined && status !== null) return status;
  if (isOverWord(lastWord(name))) return lastWord(name);
  return standing === undefined || isOverWord(standing) ? 'open' : standing;
}
