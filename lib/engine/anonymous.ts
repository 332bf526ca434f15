/** Somebody who has not said who they are: what they do is kept apart, under a mark, until a sign-up claims it. */
import type { Identity, Ids } from './ports.ts';

const MARK = 'anon';

/** Marked, so that nobody takes it for a contact: a later sign-up claims the anonymous id for a real one. */
export const anonymousContact = (identity: Identity | undefined, ids: Pick<Ids, 'contact'>): string =>
  `${MARK}${ids.contact(identity ?? { kind: 'anonymousId', value: '' })}`;

export const isAnonymous = (contactId: string): boolean => contactId.startsWith(MARK);
