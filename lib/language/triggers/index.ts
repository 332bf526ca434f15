/** Every trigger kind, one line each. */
import { answered } from './answered.ts';
import { date } from './date.ts';
import { deal } from './deal.ts';
import { ended } from './ended.ts';
import { event } from './event.ts';
import { field } from './field.ts';
import { form } from './form.ts';
import { inactive } from './inactive.ts';
import { message } from './message.ts';
import { page } from './page.ts';
import { schedule } from './schedule.ts';
import { score } from './score.ts';
import { segment } from './segment.ts';
import { stage } from './stage.ts';
import { task } from './task.ts';
import { ticket } from './ticket.ts';

export const triggerKinds = {
  answered,
  date,
  deal,
  ended,
  event,
  field,
  form,
  inactive,
  message,
  page,
  schedule,
  score,
  segment,
  stage,
  task,
  ticket,
};
