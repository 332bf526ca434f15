/** Every condition kind, one line each. */
import { all } from './all.ts';
import { any } from './any.ts';
import { clicked } from './clicked.ts';
import { event } from './event.ts';
import { field } from './field.ts';
import { not } from './not.ts';
import { opened } from './opened.ts';
import { page } from './page.ts';
import { segment } from './segment.ts';

export const conditionKinds = { all, any, clicked, event, field, not, opened, page, segment };
