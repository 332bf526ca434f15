/** Lets a contact's journey go on where another step froze it. */
import { defineSteering } from './define-steering.ts';

export const resumeJourney = defineSteering({
  kind: 'resume-journey',
  verb: 'resume',
  word: 'resumed',
  says: "Lets this contact's frozen runs of a journey go on.",
});
