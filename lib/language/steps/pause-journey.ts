/** Keeps a contact's journey still for a while: nobody is sold anything while a return is under way. */
import { defineSteering } from './define-steering.ts';

export const pauseJourney = defineSteering({
  kind: 'pause-journey',
  verb: 'pause',
  word: 'paused',
  says: "Freezes this contact's runs of a journey; what falls due meanwhile runs once they are resumed.",
});
