/** Writes to the contact by text message, once, by day in the contact's own zone. */
import { defineMessage } from './define-message.ts';

export const sendSms = defineMessage({
  kind: 'send-sms',
  channel: 'sms',
  task: 'send-sms',
  says: 'Sends a text message made from a template, between 08:00 and 20:00 where the contact is.',
  needs: ['sms:send'],
  example: {
    steps: '- send-sms: reminder',
    timeline: ['day 0  send-sms-reminder  sent'],
  },
});
