/** Turns a laid-out definition and its counts into what React Flow draws. */
import { MarkerType } from '@xyflow/react';
import { END } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import type { ArrowEdge } from './arrow.tsx';
import { type Branch, START } from './branches.ts';
import type { StepNode } from './step-box.tsx';
import { wordsForStep } from './step-words.ts';
import type { TerminalNode } from './terminal.tsx';
import type { Picture } from './use-picture.ts';

/** What the operator clicked: a step, or one of its ways out. */
export interface Selection {
  step: string;
  branch?: Branch;
}

export interface Choice {
  selection?: Selection;
  select: (selection: Selection) => void;
}

const arrowHead = { type: MarkerType.ArrowClosed, width: 15, height: 15, color: 'var(--arrow)' };

export function boxesOf(view: DefinitionView, { drawing, words }: Picture, { selection, select }: Choice) {
  const at = (id: string) => {
    const { x = 0, y = 0, width = 0, height = 0 } = drawing.places.get(id) ?? {};
    return { id, position: { x, y }, width, height };
  };
  const steps = view.nodes.map((step): StepNode => {
    const { id } = step.node;
    return {
      ...at(id),
      type: 'step',
      data: {
        step,
        words: words.get(id) ?? wordsForStep(step),
        here: view.here[id] ?? 0,
        passed: view.passed[id] ?? 0,
        isChosen: selection?.step === id && !selection.branch,
        choose: (chosen) => select({ step: chosen }),
      },
    };
  });
  const terminals = [START, END]
    .filter((id) => drawing.places.has(id))
    .map((id): TerminalNode => {
      const isStart = id === START;
      return { ...at(id), type: 'terminal', data: { isStart, text: isStart ? `${view.entered} entered` : 'finished' } };
    });
  return [...steps, ...terminals];
}

export const arrowsOf = ({ branches, drawing }: Picture, { selection, select }: Choice): ArrowEdge[] =>
  branches.map((branch) => ({
    id: branch.id,
    source: branch.from,
    target: branch.to,
    type: 'arrow',
    markerEnd: arrowHead,
    data: {
      branch,
      points: drawing.arrows.get(branch.id)?.points ?? [],
      label: drawing.arrows.get(branch.id)?.label ?? { x: 0, y: 0 },
      isChosen: selection?.branch?.id === branch.id,
      choose: (chosen) => select({ step: chosen.from, branch: chosen }),
    },
  }));
