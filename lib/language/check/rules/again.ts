/** Who may enter again at any time, and never waits inside, can be sent the same messages over and over in a minute. */
import { stepKind } from '../../registry.ts';
import type { DefinitionRule } from '../known.ts';

const waiting = new Set(['wait-until', 'wait-for', 'repeat']);

export const againWaits: DefinitionRule = ({ kind, values, steps, triggers }) => {
  const sends = steps.some(({ item }) => stepKind(item.kind).channel !== undefined || item.kind === 'run-journey');
  const waits = steps.some(({ item }) => waiting.has(item.kind) || stepKind(item.kind).lasts);
  if (kind !== 'journey' || values.again !== 'always' || !sends || waits) return [];
  const isInSegment = triggers.some(({ trigger }) => trigger.kind === 'segment' && trigger['leaves'] !== true);
  const message = isInSegment
    ? 'Whoever is still in the segment at the end begins anew at once, and nothing here waits: the messages are sent again and again.'
    : 'A contact may enter at any time again, and nothing here waits: each event sends the messages anew.';
  const hint = 'Write `again: after 1 day`, or put a `wait` in.';
  return [{ code: 'WM475', severity: 'warning', message, hint, path: ['again'] }];
};
