/** Every step kind, one line each: the list that the check, the compiler and the engine read. */
import { addToSegment } from './add-to-segment.ts';
import { alert } from './alert.ts';
import { askApproval } from './ask-approval.ts';
import { assignFollowUp } from './assign-follow-up.ts';
import { callWebhook } from './call-webhook.ts';
import { chargeCard } from './charge-card.ts';
import { decide } from './decide.ts';
import { digest } from './digest.ts';
import { escalate } from './escalate.ts';
import { goTo } from './go-to.ts';
import { ifStep } from './if.ts';
import { manual } from './manual.ts';
import { pauseJourney } from './pause-journey.ts';
import { removeFromSegment } from './remove-from-segment.ts';
import { repeat } from './repeat.ts';
import { resumeJourney } from './resume-journey.ts';
import { runJourney } from './run-journey.ts';
import { runWorkflow } from './run-workflow.ts';
import { score } from './score.ts';
import { sendEmail } from './send-email.ts';
import { sendSms } from './send-sms.ts';
import { split } from './split.ts';
import { startJourney } from './start-journey.ts';
import { stop } from './stop.ts';
import { stopJourney } from './stop-journey.ts';
import { suppress } from './suppress.ts';
import { update } from './update.ts';
import { wait } from './wait.ts';
import { waitFor } from './wait-for.ts';
import { waitUntil } from './wait-until.ts';

export const stepKinds = {
  'add-to-segment': addToSegment,
  alert,
  'ask-approval': askApproval,
  'assign-follow-up': assignFollowUp,
  'call-webhook': callWebhook,
  'charge-card': chargeCard,
  decide,
  digest,
  escalate,
  'go-to': goTo,
  if: ifStep,
  manual,
  'pause-journey': pauseJourney,
  'remove-from-segment': removeFromSegment,
  repeat,
  'resume-journey': resumeJourney,
  'run-journey': runJourney,
  'run-workflow': runWorkflow,
  score,
  'send-email': sendEmail,
  'send-sms': sendSms,
  split,
  'start-journey': startJourney,
  stop,
  'stop-journey': stopJourney,
  suppress,
  update,
  wait,
  'wait-for': waitFor,
  'wait-until': waitUntil,
};
