/** What is asked of a step of this run must be something that the step can answer. */
import { conditionKind, stepKind } from '../../registry.ts';
import { didYouMean } from '../../suggest.ts';
import type { ConditionRule } from '../known.ts';
import { writeMeant } from '../repairs.ts';
import type { Problem } from '../report.ts';

export const askedInRun: ConditionRule = ({ item, inRun, path }) => {
  if (inRun || !conditionKind(item.kind).inRunOnly) return [];
  const message = `\`${item.kind}\` asks about a step of a run, and nobody is in one here.`;
  const hint = 'Ask it in a step, a goal or an exit.';
  return [{ code: 'WM463', message, hint, path: [...path, item.headKey], on: 'key' }];
};

/** Of every step: it may be passed over by its `only-if`, and fail where that does not end the run. */
const always = ['passed-over', 'failed'];

export const askedOutcomeExists: ConditionRule = ({ condition, path, refersTo }, { definition }) =>
  refersTo.flatMap(({ kind, name }): Problem[] => {
    if (kind !== 'outcome') return [];
    const found = definition?.steps.find(({ step }) => step.id === name);
    if (!found?.item.isUsable) return [];
    const { outcomes, outcomesOf } = stepKind(found.item.kind);
    const words = outcomesOf ? outcomesOf(found.step) : outcomes;
    if (!words || words.includes('…')) return [];
    const known = [...words, ...always];
    return ['is', 'is-not', 'in'].flatMap((option) =>
      [condition[option] ?? []].flat().flatMap((word, index): Problem[] => {
        if (known.includes(String(word))) return [];
        const message = `\`${name}\` never ends with \`${word}\`.`;
        const hint = didYouMean(String(word), known) ?? `It ends with one of: ${known.join(', ')}.`;
        const place = option === 'in' ? [...path, option, index] : [...path, option];
        return [{ code: 'WM242', message, hint, path: place, repair: writeMeant(word, known) }];
      }),
    );
  });
