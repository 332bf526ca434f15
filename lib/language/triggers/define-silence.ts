/** Something that was begun and not finished: a trigger that starts only where nothing follows it in time. */
import * as z from 'zod';
import { sayWhere, type Where } from '../comparisons.ts';
import type { LookForEvents } from '../define-condition.ts';
import type { Telling, WatchedBy, WatchKind, WatchMoment } from '../define-trigger.ts';
import { after, before, type Duration, duration } from '../durations.ts';
import type { ContactEvent } from '../event.ts';
import { readPath } from '../paths.ts';
import { idIn } from '../things.ts';

const eventName = z.string().min(1).max(200);

/** Options of every trigger on something that happens. */
export const silenceShape = {
  'not-followed-by': z
    .union([eventName, z.array(eventName).min(1)])
    .optional()
    .describe('Only where this event, or any of a list, does not come within the time `for`; then the run starts.'),
  for: duration.optional().describe('With `not-followed-by`: how long it is waited for.'),
};

export interface Silent {
  head: string;
  where?: Where;
  'not-followed-by'?: string | readonly string[];
  for?: Duration;
}

export const SILENCE = 'silence';

export const isSilent = (trigger: Silent): boolean => trigger['not-followed-by'] !== undefined;

export const followersOf = (trigger: Silent): string[] => [trigger['not-followed-by'] ?? []].flat() as string[];

export const followersNamed = (trigger: Silent) =>
  followersOf(trigger).map((name) => ({ kind: 'event' as const, name, at: 'not-followed-by' }));

/** So late an event may still be brought to whoever watches. */
const LATEST: Duration = { text: '4 days', days: 4 };
/** Of one contact, within the time: more than anybody begins. */
const MOST = 500;

/** Each one stands for itself: whatever the contact begins next has its own time to be finished in. */
export function watchSilence<Trigger extends Silent>(begins: {
  family: string;
  name?(trigger: Trigger): string;
  families(trigger: Trigger): string[];
  isOne(trigger: Trigger, event: ContactEvent): boolean;
}): WatchKind<Trigger> {
  return {
    family: SILENCE,
    name(trigger, { per, subject, timeZone }) {
      if (!isSilent(trigger) || !trigger.for) return undefined;
      return [
        // An event goes by its name alone, so that a ticket's is known for one.
        begins.family === 'event' ? trigger.head : `${trigger.head} (${begins.family})`,
        trigger.where && `where ${sayWhere(trigger.where)}`,
        `not followed by ${followersOf(trigger).join(' or ')} for ${trigger.for.text}`,
        (subject ?? per) && `per ${subject ?? per}`,
        timeZone && `in ${timeZone}`,
      ]
        .filter(Boolean)
        .join(' ');
    },
    families: begins.families,
    lookUp(trigger, moment): LookForEvents[] {
      const asked = { look: 'events' as const, since: beginsAt(trigger, moment), until: moment.now, atMost: MOST };
      const began = { family: begins.family, name: begins.name?.(trigger), keeps: isBeginning(trigger) };
      const followed = followersOf(trigger).map((name) => ({ family: 'event', name, keeps: () => true }));
      return [began, ...followed].map((one) => ({ ...asked, ...one }));
    },
    judge(trigger, { events }, moment) {
      const { now, zone, office, since, state = {} } = moment;
      const upTo = typeof state['upTo'] === 'string' ? state['upTo'] : '';
      const tells: Telling[] = [];
      let dueAt: string | undefined;
      for (const one of events.filter(isBeginning(trigger))) {
        const due =
          trigger.for && one.receivedAt >= since ? after(one.receivedAt, trigger.for, zone, office) : undefined;
        if (due === undefined || due <= upTo) continue;
        if (events.some((other) => isFollower(other, one, due, trigger, moment))) continue;
        if (due > now) dueAt = dueAt === undefined || due < dueAt ? due : dueAt;
        else if (!tells.some(({ id }) => id === one.id)) tells.push({ id: one.id, at: due, data: one.data });
      }
      const latest = tells.reduce((last, { at }) => (at > last ? at : last), upTo);
      return { state: latest === '' ? {} : { upTo: latest }, tells, dueAt };
    },
  };

  function isBeginning(trigger: Trigger) {
    return (event: ContactEvent) => event.family === begins.family && begins.isOne(trigger, event);
  }
}

/** What was due before the last look has been told, or had been followed. */
function beginsAt(trigger: Silent, { now, zone, office, since, dueAt }: WatchMoment): string {
  const from = dueAt !== undefined && dueAt < now ? dueAt : now;
  const earliest = before(trigger.for ? before(from, trigger.for, zone, office) : from, LATEST, zone);
  return earliest > since ? earliest : since;
}

function isFollower(other: ContactEvent, one: ContactEvent, due: string, trigger: Silent, by: WatchedBy): boolean {
  if (other.family !== 'event' || !followersOf(trigger).includes(other.name) || other.id === one.id) return false;
  return other.receivedAt >= one.receivedAt && other.receivedAt <= due && isOfSameKey(other, one, by);
}

/** An event that carries another key is another order's; one without the key counts. */
function isOfSameKey(other: ContactEvent, one: ContactEvent, { per, subject }: WatchedBy): boolean {
  if (subject) {
    const own = idIn(subject, one);
    return (idIn(subject, other) ?? own) === own;
  }
  const path = per?.replace(/^event\./, '');
  if (path === undefined) return true;
  const [key, wanted] = [readPath(other.data, path), readPath(one.data, path)];
  return key === undefined || key === null || String(key) === String(wanted);
}
