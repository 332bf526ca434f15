/** Every condition kind, one line each. */
import { all } from './all.ts';
import { answer } from './answer.ts';
import { answered } from './answered.ts';
import { any } from './any.ts';
import { bounced } from './bounced.ts';
import { clicked } from './clicked.ts';
import { completed } from './completed.ts';
import { confirmed } from './confirmed.ts';
import { consent } from './consent.ts';
import { delivered } from './delivered.ts';
import { event } from './event.ts';
import { field } from './field.ts';
import { journey } from './journey.ts';
import { lastEvent } from './last-event.ts';
import { not } from './not.ts';
import { open } from './open.ts';
import { opened } from './opened.ts';
import { outcome } from './outcome.ts';
import { page } from './page.ts';
import { score } from './score.ts';
import { segment } from './segment.ts';
import { time } from './time.ts';
import { value } from './value.ts';

export const conditionKinds = {
  all,
  answer,
  answered,
  any,
  bounced,
  clicked,
  completed,
  confirmed,
  consent,
  delivered,
  event,
  field,
  journey,
  'last-event': lastEvent,
  not,
  open,
  opened,
  outcome,
  page,
  score,
  segment,
  time,
  value,
};
