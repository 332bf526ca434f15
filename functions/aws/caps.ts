/** One item a contact holds the messages that its caps count: of two journeys at its last place, one finds it taken. */
import { givePlaceBack, type Place, takePlace } from '../../lib/engine/caps.ts';
import type { Caps } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { bodyOf } from './item.ts';
import { keys } from './keys.ts';
import { shortBody } from './short-body.ts';
import { ABSENT, type Table } from './table.ts';

const MOST_TURNS = 60;
const SPARE_SECONDS = 86_400;

export function createCaps(table: Table): Caps {
  /** `change` gives what is to stand there, or undefined where it stands as it should. */
  async function write(
    contact: string,
    change: (places: Place[]) => { places: Place[]; keptSeconds?: number } | undefined,
  ) {
    const key = keys.caps(contact);
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const item = await table.get(key);
      const changed = change(item ? bodyOf<Place[]>(item) : []);
      if (!changed) return;
      const { places, keptSeconds } = changed;
      const rev = item?.rev ?? 0;
      const newest = places.reduce((latest, { at }) => (at > latest ? at : latest), '');
      const expiresAt =
        keptSeconds === undefined
          ? item?.expiresAt
          : Math.ceil(Date.parse(newest) / 1000) + keptSeconds + SPARE_SECONDS;
      const after = { ...key, type: 'caps', rev: rev + 1, body: shortBody(places), expiresAt };
      if ((await table.put(after, item ? { that: '#rev = :rev', values: { rev } } : ABSENT)) === 'written') return;
    }
    throw new RetryableError('Too many messages to one contact at a time.', { retryAfterSeconds: 1 });
  }

  return {
    async take(contactId, place, { limits, keepSince, also = [] }) {
      const items = await Promise.all(also.map((id) => table.get(keys.caps(id))));
      const elsewhere = items.flatMap((item) => (item ? bodyOf<Place[]>(item) : []));
      let answer: Awaited<ReturnType<Caps['take']>> = 'taken';
      const keptSeconds = Math.ceil((Date.parse(place.at) - Date.parse(keepSince)) / 1000);
      await write(contactId, (standing) => {
        const taking = takePlace(standing, place, { limits, keepSince, elsewhere });
        answer = 'full' in taking ? taking : 'taken';
        return 'full' in taking ? undefined : { places: taking.taken, keptSeconds };
      });
      return answer;
    },
    giveBack: (contactId, place) =>
      write(contactId, (standing) => {
        const places = givePlaceBack(standing, place);
        return places && { places };
      }),
  };
}
