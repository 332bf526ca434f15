/** An answer can only be asked for that somebody was asked to give. */
import { comparisonWords } from '../../comparisons.ts';
import type { ConditionRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

/** Asked once there is a file in `surveys/`. */
export const askedSurveyExists: ConditionRule = ({ condition, item, path, refersTo }, { known: { settings } }) => {
  const surveys = settings?.surveys;
  if (!surveys) return [];
  return refersTo.flatMap(({ kind, name, at }): Problem[] => {
    if (kind !== 'survey') return [];
    if (!Object.hasOwn(surveys, name)) {
      const wayOut = `A new one is written in \`surveys/${name}.yaml\`.`;
      const place = pathTo(item, path, at);
      return [unknownName({ code: 'WM240', what: 'survey', name, known: Object.keys(surveys), path: place, wayOut })];
    }
    const { question } = condition;
    const { questions } = surveys[name]!;
    if (typeof question !== 'string' || Object.hasOwn(questions, question)) return [];
    const known = Object.keys(questions);
    const wayOut = `It asks: ${known.join(', ')}.`;
    const place = [...path, 'question'];
    return [
      unknownName({ code: 'WM241', what: `question of \`${name}\``, name: question, known, path: place, wayOut }),
    ];
  });
};

/** `{ answer: satisfaction, below: 6 }`: which of its answers? */
export const answerHasQuestion: ConditionRule = ({ condition, item, path }) => {
  if (item.kind !== 'answer' || !item.isWhole || condition['question'] !== undefined) return [];
  const word = comparisonWords.find((one) => condition[one] !== undefined);
  if (word === undefined) return [];
  const message = `\`${word}\` does not say which answer it compares.`;
  return [{ code: 'WM462', message, hint: 'Add `question: <its name>`.', path: [...path, word], on: 'key' }];
};
