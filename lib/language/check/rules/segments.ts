/** A segment that nobody wrote holds nobody, and one that follows a rule cannot be joined by hand. */
import type { ConditionRule, StepRule } from '../known.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const unknownSegment = (name: string, known: Iterable<string>, path: (string | number)[]) =>
  unknownName({
    code: 'WM209',
    what: 'segment',
    name,
    known,
    path,
    wayOut: `A new one is written in \`segments/${name}.yaml\`.`,
  });

export const steppedSegmentExists: StepRule = ({ item, path, refersTo }, _definition, { segments }) => {
  if (!segments) return [];
  return refersTo.flatMap(({ kind, name, at }) => {
    if (kind !== 'segment') return [];
    const segment = segments.get(name);
    if (!segment) return [unknownSegment(name, segments.keys(), pathTo(item, path, at))];
    if (!segment.byRule) return [];
    const message = `Who is in \`${name}\` is decided by its rule, so nobody is put in or taken out by hand.`;
    const hint = 'Name a segment without `if`, or update the field that the rule asks about.';
    return [{ code: 'WM439', message, hint, path: pathTo(item, path, at) }];
  });
};

export const askedSegmentExists: ConditionRule = ({ item, path, refersTo }, { known: { segments } }) => {
  if (!segments) return [];
  return refersTo.flatMap(({ kind, name, at }) =>
    kind === 'segment' && !segments.has(name) ? [unknownSegment(name, segments.keys(), pathTo(item, path, at))] : [],
  );
};
