/** Has the contact, and not a machine, clicked a link of a message? */
import { defineMessageEvent } from './define-message-event.ts';

export const clicked = defineMessageEvent({
  kind: 'clicked',
  says: 'A link of the message was clicked by a person, after it was sent in this run.',
});
