/** WM6…: what a new version does to the people inside; found by comparing it with the one before. */
import { type Catalog, journeyWith, withKeys } from './entry.ts';

const marketing = (steps: string) => withKeys(journeyWith(steps), 'topic: product-tips');

export const versionsCatalog: Catalog = {
  WM601: {
    title: 'An id that means something else than before',
    before: marketing('- send-email: welcome\n  id: first'),
    bad: marketing('- send-email: reminder\n  id: first'),
    good: marketing('- send-email: welcome\n  id: first\n- send-email: reminder'),
    hint: 'History, effect and place of a run hang on the id: whoever had the old step would count as having had the new one.',
  },
  WM602: {
    title: 'A step that people may stand in is gone',
    severity: 'warning',
    before: marketing('- wait: 3 days\n- send-email: welcome'),
    bad: marketing('- wait: 2 days\n- send-email: welcome'),
    good: marketing('- wait: 2 days\n  id: wait-3-days\n- send-email: welcome'),
    hint: 'Runs finish the version they entered. When they are moved, they go on at the nearest step that is left.',
  },
};
