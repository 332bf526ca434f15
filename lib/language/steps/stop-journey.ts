/** Takes a contact out of a journey that has no more to say to them. */
import { defineSteering } from './define-steering.ts';

export const stopJourney = defineSteering({
  kind: 'stop-journey',
  verb: 'stop',
  word: 'stopped',
  says: "Ends this contact's runs of a journey where they stand.",
});
