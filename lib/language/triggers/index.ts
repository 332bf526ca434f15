/** Every trigger kind, one line each. */
import { event } from './event.ts';
import { form } from './form.ts';
import { page } from './page.ts';

export const triggerKinds = { event, form, page };
