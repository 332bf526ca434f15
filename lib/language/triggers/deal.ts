/** Starts when a deal with the contact is begun, moved, won or lost. */
import { defineThing } from './define-thing.ts';

export const deal = defineThing({
  kind: 'deal',
  says: 'A deal with the contact is created, changes, or gets this status.',
  example: { word: 'won' },
});
