/** A run is about one ticket, deal or order: it writes to that one, is counted by it, and does not wake itself by it. */
import { idNames, isRecordKind } from '../../things.ts';
import { isMap } from '../dispatch.ts';
import type { DefinitionRule, StepRule } from '../known.ts';
import { recordFields } from '../record-fields.ts';
import type { Problem } from '../report.ts';
import { unknownName } from '../unknown-name.ts';

export const updatedRecordIsTheRuns: StepRule = ({ step, item, path }, { values, kind }, known) => {
  const record = step.head;
  if (item.kind !== 'update' || !isRecordKind(record)) return [];
  if (values.subject !== record) {
    const message = `This ${kind} is not about a ${record}, so there is none to update.`;
    const hint =
      kind === 'workflow'
        ? `Write \`subject: ${record}\` in its head.`
        : `Write a workflow with \`subject: ${record}\` and this step, started by the ${record}'s events.`;
    return [{ code: 'WM229', message, hint, path: [...path, item.headKey] }];
  }
  const fields = recordFields(record, known);
  const set = isMap(step['set']) ? Object.keys(step['set']) : [];
  return set.flatMap((name): Problem[] => {
    const place = [...path, 'set', name];
    if (idNames(record).slice(0, 2).includes(name)) {
      const message = `The \`${name}\` of a ${record} never changes.`;
      return [{ code: 'WM213', message, hint: 'Set another field.', path: place, on: 'key' }];
    }
    if (!fields || fields.includes(name)) return [];
    const wayOut = `A new one is listed under \`events\` in waymark.yaml, in \`${record}.updated\`.`;
    return [
      unknownName({ code: 'WM213', what: `field of a ${record}`, name, known: fields, path: place, on: 'key', wayOut }),
    ];
  });
};

export const recordIsTheKey: DefinitionRule = ({ values }) => {
  const { subject, per } = values;
  if (!isRecordKind(subject) || per === undefined) return [];
  const message = `Runs about a ${subject} are counted by it already: one run each, side by side.`;
  return [{ code: 'WM446', message, hint: 'Take `per` out.', path: ['per'], on: 'key' }];
};

export const wakesNotItself: DefinitionRule = ({ values, triggers, steps }) => {
  const { subject } = values;
  const told = `${subject}.updated`;
  const wakes = triggers.find(
    ({ trigger }) =>
      (trigger.kind === 'event' && trigger.head === told) || (trigger.kind === subject && trigger.head === 'changed'),
  );
  const updates = steps.find(({ step, item }) => item.kind === 'update' && step.head === subject);
  if (!isRecordKind(subject) || !wakes || !updates) return [];
  const message = `\`update: ${subject}\` tells \`${told}\`, which starts this workflow again, and again.`;
  const hint = `Start it by another event, or write \`where\` so that its own update is left out.`;
  const isNarrow = isMap(wakes.item.raw) && wakes.item.raw['where'] !== undefined;
  return isNarrow
    ? []
    : [{ code: 'WM447', severity: 'warning', message, hint, path: [...updates.path, updates.item.headKey] }];
};
