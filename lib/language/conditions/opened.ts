/** Has the contact opened a message? A weak sign: privacy proxies open for people, and those do not count. */
import { defineMessageEvent } from './define-message-event.ts';

export const opened = defineMessageEvent({
  kind: 'opened',
  says: 'The message was opened after it was sent in this run; opens flagged as automatic do not count.',
});
