/** Has the contact answered the survey that a message asked them to fill in? */
import { defineMessageEvent } from './define-message-event.ts';

export const answered = defineMessageEvent({
  kind: 'answered',
  says: 'The survey that the message asked for was answered, after it was sent in this run.',
});
