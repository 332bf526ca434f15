/** What several triggers bring comes together only where each of them lets the contact in. */
import { stepKind } from '../../registry.ts';
import type { Known, StepRule } from '../known.ts';
import type { FoundStep } from '../reading.ts';
import type { Problem } from '../report.ts';
import { callsOf } from './calls.ts';

export const triggersComeTogether: StepRule = (found, { values, kind, raw }, known) => {
  // Who is let in by others comes as they say.
  if (raw['when'] === undefined || !gathers(found, known)) return [];
  const { again = kind === 'workflow' ? 'always' : 'never', per, group } = values;
  const told = (key: string, message: string, hint: string): Problem => ({
    code: 'WM490',
    severity: 'warning',
    message,
    hint,
    ...(raw[key] === undefined ? { path: [...found.path, found.item.headKey] } : { path: [key], on: 'key' }),
  });
  const problems: Problem[] = [];
  if (again !== 'always') {
    const message = `A contact may not enter this ${kind} again at any time, so nothing more is collected for \`${found.step.id}\`.`;
    problems.push(told('again', message, 'Write `again: always`.'));
  }
  if (per !== undefined) {
    const message = `\`per\` lets one run in for each value at a time, so \`${found.step.id}\` collects nothing more with the same.`;
    problems.push(told('per', message, 'Take `per` out; `key` at the step keeps values apart.'));
  }
  if (group !== undefined) {
    const message = `In a group a contact has one run at a time, so nothing more is collected for \`${found.step.id}\`.`;
    problems.push(told('group', message, 'Take `group` out, or collect in a journey of its own.'));
  }
  return problems;
};

/** Also in a journey that is a part of this one. */
function gathers(found: FoundStep, known: Known, around: readonly string[] = []): boolean {
  if (stepKind(found.item.kind).gathers) return true;
  if (found.item.kind !== 'run-journey') return false;
  return callsOf(found).some(({ name }) => {
    const called = around.includes(name) ? undefined : known.definitions?.get(name)?.read;
    return called?.steps.some((step) => gathers(step, known, [...around, name])) ?? false;
  });
}
