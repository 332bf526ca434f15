/** How a step is written on its box: the kind small, what it is about large. */
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { sayConditions } from './say-condition.ts';

export type StepView = DefinitionView['nodes'][number];

export interface StepWords {
  kind: string;
  about: string;
  /** One row for each way of a decision with several. */
  ways: string[];
}

/** `send-email: trial-welcome` → `send-email` over `trial-welcome`. */
export function wordsForStep({ node, title }: StepView): StepWords {
  const [, kind = title, about = ''] = /^([\w-]+):?\s*(.*)$/s.exec(title) ?? [];
  const cases = node.does === 'choose' ? node.cases : [];
  const ways = cases.length > 1 ? cases.map((way) => sayConditions(way.if)) : [];
  const asked = cases.length === 1 ? sayConditions(cases[0]?.if ?? []) : '';
  return { kind, about: about || asked || (ways.length > 0 ? 'The first that holds' : ''), ways };
}

export const boxWidth = 212;

/** The box's height in pixels; `.step` in journey.css keeps to it. */
export function boxHeight({ detail }: StepView, { about, ways }: StepWords): number {
  return 40 + (about ? 19 : 0) + (detail ? 17 : 0) + (ways.length > 0 ? 6 + ways.length * 19 : 0);
}
