/** A definition that nobody has looked at since its date keeps running as it was meant long ago. */
import { after, readDuration } from '../../durations.ts';
import { readReview } from '../definition-values.ts';
import type { DefinitionRule } from '../known.ts';

export const reviewIsDue: DefinitionRule = ({ values, kind }, { today }) => {
  const review = readReview(values.review);
  if (!review || !today) return [];
  const due = 'on' in review ? review.on : dueAfter(review);
  if (due === undefined || due > today) return [];
  const hint = 'on' in review ? 'Look at it, then write the next date.' : `Look at it, then write \`since ${today}\`.`;
  const message = `This ${kind} was to be looked at again by ${due}.`;
  return [{ code: 'WM437', severity: 'warning', message, hint, path: ['review'] }];
};

function dueAfter({ every, since }: { every: string; since?: string }): string | undefined {
  const read = readDuration(every);
  if (since === undefined || !('value' in read)) return undefined;
  return after(`${since}T00:00:00.000Z`, read.value, 'UTC').slice(0, 10);
}
