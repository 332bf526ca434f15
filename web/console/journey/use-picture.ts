/** Lays a definition out once: counts change with every event, its shape hardly ever. */
import { useMemo } from 'react';
import { END } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { type Branch, branchesOf, START } from './branches.ts';
import { type Drawing, layOut, type Size } from './layout.ts';
import { boxSize, type StepWords, wordsForStep } from './step-words.ts';
import { terminalSize } from './terminal.tsx';

export interface Picture {
  branches: Branch[];
  words: Map<string, StepWords>;
  drawing: Drawing;
}

export function usePicture(view: DefinitionView): Picture {
  const shape = JSON.stringify([view.name, view.start, view.nodes]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the view.
  return useMemo(() => pictureOf(view), [shape]);
}

export function pictureOf(view: DefinitionView): Picture {
  const words = new Map<string, StepWords>();
  const sizes = new Map<string, Size>([[START, terminalSize]]);
  for (const step of view.nodes) {
    const said = wordsForStep(step);
    words.set(step.node.id, said);
    sizes.set(step.node.id, boxSize(step, said));
  }
  const branches = branchesOf(view);
  if (branches.some(({ to }) => to === END)) sizes.set(END, terminalSize);
  return { branches, words, drawing: layOut(sizes, branches) };
}
