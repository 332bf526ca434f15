/** Sent again where nobody knows: right for what answers a contact, a nuisance where it sells something. */
import { stepKind } from '../../registry.ts';
import type { StepRule } from '../known.ts';

export const onlyAnswersComeAgain: StepRule = ({ step, item, path }) => {
  const isMessage = stepKind(item.kind).channel !== undefined;
  if (!isMessage || step['delivery'] !== 'at-least-once' || step['class'] === 'transactional') return [];
  const message = 'Marketing is never sent twice: `at-least-once` is for what answers something the contact did.';
  const hint = 'Take `delivery` out, or add `class: transactional` if that is what it does.';
  return [{ code: 'WM483', message, hint, path: [...path, 'delivery'], on: 'key' }];
};

export const callsAreBoundedWhereRepeated: StepRule = ({ step, item, path }) => {
  const isMessage = stepKind(item.kind).channel !== undefined;
  if (!isMessage || step['at-most'] === undefined || step['delivery'] === 'at-least-once') return [];
  const message = '`at-most` says how often a message may be sent that must arrive, and this one is sent once.';
  const hint = 'Add `delivery: at-least-once`, or take `at-most` out.';
  return [{ code: 'WM484', message, hint, path: [...path, 'at-most'], on: 'key' }];
};
