/** Writes to the contact by email, once, if they may be written to at that moment. */
import { defineMessage } from './define-message.ts';

export const sendEmail = defineMessage({
  kind: 'send-email',
  channel: 'email',
  task: 'send-email',
  says: 'Sends an email made from a template.',
  needs: ['email:send'],
  example: {
    steps: '- send-email: welcome',
    timeline: ['day 0  send-email-welcome  sent'],
  },
});
