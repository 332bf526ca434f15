/** What stands beside a goal's condition: by when it counts, and whether reaching it is the end. */
import * as z from 'zod';
import { duration } from '../durations.ts';

export const goalShape = {
  by: duration.optional().describe('Counted from the start of the run: `14 days`.'),
  'ends-run': z.boolean().prefault(true).describe('Whether reaching the goal ends the run; left out: yes.'),
};
