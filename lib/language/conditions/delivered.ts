/** Has the message arrived, as far as the provider can tell? */
import { defineMessageEvent } from './define-message-event.ts';

export const delivered = defineMessageEvent({
  kind: 'delivered',
  says: "The message was taken in by the contact's mail server or network, after it was sent in this run.",
});
