/** Starts when a ticket of the contact's is opened, answered or solved. */
import { defineThing } from './define-thing.ts';

export const ticket = defineThing({
  kind: 'ticket',
  says: 'A ticket of the contact is created, changes, or gets this status.',
  example: { word: 'created' },
});
