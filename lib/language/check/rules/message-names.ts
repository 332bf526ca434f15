/** A click can only be waited for in a message that is really sent. */
import { stepKind } from '../../registry.ts';
import type { ConditionRule } from '../known.ts';
import type { FoundCondition, FoundStep } from '../reading.ts';
import { stepsCalled } from '../references.ts';
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';

export const messageIsSent: ConditionRule = (found, { known, definition }) =>
  found.refersTo.flatMap(({ kind, name }): Problem[] => {
    if (kind !== 'step-or-template') return [];
    const path = placeOf(name, found);
    const steps = found.inRun ? (definition?.steps ?? []) : [];
    if (steps.some((one) => one.step.id === name && isMessage(one))) return [];
    const named = steps.filter(({ step }) => step.id === name).concat(stepsCalled(name, steps));
    if (named.some(isMessage)) return [];
    if (named.length > 0)
      return [{ code: 'WM215', message: `The step \`${name}\` sends no message.`, hint: listOf(steps), path }];
    if (!known.templates) return [];
    if (!known.templates.has(name)) {
      const names = [...known.templates.keys(), ...steps.filter(isMessage).map(({ step }) => step.id)];
      return [
        unknownName({ code: 'WM215', what: 'step or template', name, known: names, path, wayOut: listOf(steps) }),
      ];
    }
    if (!found.inRun) return [];
    const message = `Nothing here sends \`${name}\`, so this never holds.`;
    return [{ code: 'WM438', severity: 'warning', message, hint: listOf(steps), path }];
  });

const isMessage = ({ item }: FoundStep) => stepKind(item.kind).channel !== undefined;

function listOf(steps: readonly FoundStep[]): string {
  const sent = steps.filter(isMessage).map(({ main, step }) => main ?? step.id);
  return sent.length > 0 ? `Sent here: ${[...new Set(sent)].join(', ')}.` : 'Name the template of a message.';
}

/** One name, or its place in a list of them. */
function placeOf(name: string, { item, path }: FoundCondition): (string | number)[] {
  const head = item.raw[item.kind];
  return Array.isArray(head) ? [...path, item.headKey, head.indexOf(name)] : [...path, item.headKey];
}
