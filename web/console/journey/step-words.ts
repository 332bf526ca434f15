/** How a step is written on its box: the kind small, what it is about large. */
import type { ChooseCase } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import type { Size } from './layout.ts';
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
  const ways = cases.length > 1 ? cases.map(sayWay) : [];
  const asked = cases.length === 1 && cases[0]?.if ? sayConditions(cases[0].if) : '';
  return { kind, about: about || asked || (ways.length > 0 ? 'The first that holds' : ''), ways };
}

/** Conditions, or the name and the share of an arm. */
const sayWay = ({ if: conditions, share, word = '' }: ChooseCase): string =>
  conditions
    ? sayConditions(conditions)
    : [word, share && `${(share.to - share.from) / 100}%`].filter(Boolean).join(' ');

const narrowest = 212;
const widest = 284;

/** The box in pixels, made for its words as far as that keeps a drawing narrow; step-box.css keeps to it. */
export function boxSize({ detail = '' }: StepView, { about, ways }: StepWords): Size {
  const longest = Math.max(62 + about.length * 7, 62 + detail.length * 6.1, ...ways.map((way) => 40 + way.length * 6));
  return {
    width: Math.round(Math.min(widest, Math.max(narrowest, longest))),
    height: 40 + (about ? 19 : 0) + (detail ? 17 : 0) + (ways.length > 0 ? 6 + ways.length * 19 : 0),
  };
}
