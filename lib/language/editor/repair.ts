/** Takes the one way out of each mistake that has one, and again until there is none left; what is no better is not kept. */
import type { Diagnostic } from '../diagnostics.ts';
import { applyFixes, type Fix } from '../fix.ts';

export interface TextFile {
  path: string;
  text: string;
}

/** A repair that was made: what was told, and what was done about it. */
export interface Repaired extends Pick<Diagnostic, 'file' | 'line' | 'column' | 'code' | 'message'> {
  fix: Fix;
}

export interface Repairs {
  /** Files with another text than before, each with fewer problems. */
  changed: TextFile[];
  /** In the order in which they were made. */
  repaired: Repaired[];
  /** What is left to be told, of all files. */
  left: Diagnostic[];
}

/** All problems of all files, in file order. */
export type Check = (files: readonly TextFile[]) => Diagnostic[];

/** Mistakes can hide behind others, so one repair may lead to the next; nobody writes so many into each other. */
const mostRounds = 12;

export function repairFiles(files: readonly TextFile[], check: Check, isChosen: (path: string) => boolean): Repairs {
  const before = check(files);
  const chosen = files.filter(({ path }) => isChosen(path) && fixesOf(before, path).length > 0);
  const all = mend(files, before, check, new Set(chosen.map(({ path }) => path)));
  const isBetter = (path: string) => countOf(all.left, path) < countOf(before, path);
  if (chosen.every(({ path }) => isBetter(path)) && all.left.length < before.length) return repairsOf(files, all);
  return oneByOne(files, before, check, chosen);
}

interface Mended {
  files: readonly TextFile[];
  repaired: Repaired[];
  left: Diagnostic[];
}

function mend(files: readonly TextFile[], found: Diagnostic[], check: Check, paths: ReadonlySet<string>): Mended {
  let mended: Mended = { files, repaired: [], left: found };
  for (let round = 0; round < mostRounds; round++) {
    const repaired: Repaired[] = [];
    const next = mended.files.map((file) => {
      if (!paths.has(file.path)) return file;
      const told = fixesOf(mended.left, file.path);
      const { text, applied } = applyFixes(
        file.text,
        told.map(({ fix }) => fix),
      );
      repaired.push(...told.filter(({ fix }) => applied.includes(fix)));
      return { path: file.path, text };
    });
    if (repaired.length === 0) break;
    mended = { files: next, repaired: [...mended.repaired, ...repaired], left: check(next) };
  }
  return mended;
}

/** Where repairs together make nothing better, each is tried by itself, file by file. */
function oneByOne(
  files: readonly TextFile[],
  before: Diagnostic[],
  check: Check,
  chosen: readonly TextFile[],
): Repairs {
  let kept: Mended = { files, repaired: [], left: before };
  for (const { path } of chosen) {
    const whole = mend(kept.files, kept.left, check, new Set([path]));
    if (isBetterFor(path, whole.left, kept.left)) {
      kept = { ...whole, repaired: [...kept.repaired, ...whole.repaired] };
      continue;
    }
    for (const told of fixesOf(kept.left, path).reverse()) {
      const next = kept.files.map((file) =>
        file.path === path ? { path, text: applyFixes(file.text, [told.fix]).text } : file,
      );
      const left = check(next);
      if (isBetterFor(path, left, kept.left)) kept = { files: next, repaired: [...kept.repaired, told], left };
    }
  }
  return repairsOf(files, kept);
}

const isBetterFor = (path: string, after: Diagnostic[], before: Diagnostic[]): boolean =>
  countOf(after, path) < countOf(before, path) && after.length < before.length;

const countOf = (diagnostics: Diagnostic[], path: string): number =>
  diagnostics.filter(({ file }) => file === path).length;

const fixesOf = (diagnostics: Diagnostic[], path: string): Repaired[] =>
  diagnostics.flatMap(({ file, line, column, code, message, fix }) =>
    file === path && fix ? [{ file, line, column, code, message, fix }] : [],
  );

function repairsOf(files: readonly TextFile[], { files: after, repaired, left }: Mended): Repairs {
  const changed = after.filter(({ text }, index) => text !== files[index]?.text);
  return { changed, repaired, left };
}
