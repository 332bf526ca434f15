/** Says of a captured email what SES would say of a sent one, in SES's own shape. */
import { EFFECT_TAG } from '../../../functions/aws/channels/email.ts';
import type { BusEvent } from '../../language/event.ts';
import type { JsonMap } from '../../language/json.ts';
import type { CapturedMessage } from './mailbox.ts';

export type Report = 'send' | 'open' | 'click' | 'bounce' | 'complain';

const reports: Record<Report, { type: string; eventType: string; about: string; says?: JsonMap }> = {
  send: { type: 'Email Sent', eventType: 'Send', about: 'send' },
  open: { type: 'Email Opened', eventType: 'Open', about: 'open' },
  click: { type: 'Email Clicked', eventType: 'Click', about: 'click' },
  bounce: {
    type: 'Email Bounced',
    eventType: 'Bounce',
    about: 'bounce',
    says: { bounceType: 'Permanent', bounceSubType: 'General' },
  },
  complain: {
    type: 'Email Complaint Received',
    eventType: 'Complaint',
    about: 'complaint',
    says: { complaintFeedbackType: 'abuse' },
  },
};

export function providerReport(report: Report, message: CapturedMessage, at: string, link?: string): BusEvent {
  const { type, eventType, about, says } = reports[report];
  const { id, effectTag = '', to } = message;
  return {
    id: [id, report, at, link].filter(Boolean).join(' '),
    source: 'aws.ses',
    'detail-type': type,
    time: at,
    detail: {
      eventType,
      mail: { messageId: id, timestamp: message.at, destination: [to], tags: { [EFFECT_TAG]: [effectTag] } },
      [about]: { timestamp: at, ...says, ...(link !== undefined && { link }) },
    },
  };
}
