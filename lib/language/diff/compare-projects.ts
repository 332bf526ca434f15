/** All that differs between two versions of a project, definition by definition, then what definitions share. */
import type { CheckedDefinition } from '../definition.ts';
import type { Form, Segment, Settings } from '../project.ts';
import { sayConditions } from '../step-words.ts';
import type { Template } from '../template.ts';
import { type Change, sayChange } from './change.ts';
import { compareHeads } from './compare-heads.ts';
import { compareSteps } from './compare-steps.ts';
import { compareTemplates } from './compare-templates.ts';
import { placesOf } from './places.ts';
import { compareValues } from './values.ts';

export interface ProjectVersion {
  definitions: readonly CheckedDefinition[];
  templates: readonly Template[];
  segments: readonly Segment[];
  forms: readonly Form[];
  settings: Settings;
}

export interface Pair {
  before?: CheckedDefinition;
  after?: CheckedDefinition;
}

/** Which definition of the newer version continues which of the older one: by name, or by `was`. */
export function pairDefinitions(before: ProjectVersion, after: ProjectVersion): Pair[] {
  const oldOf = new Map(before.definitions.map((one) => [one.name, one]));
  const pairs = after.definitions.map((now): Pair => {
    const old = oldOf.get(now.name) ?? (now.was === undefined ? undefined : oldOf.get(now.was));
    return { ...(old && { before: old }), after: now };
  });
  const continued = new Set(pairs.map((pair) => pair.before));
  return [...pairs, ...before.definitions.filter((old) => !continued.has(old)).map((old) => ({ before: old }))];
}

export function compareDefinitions({ before, after }: Pair): Change[] {
  const it = after ?? before;
  if (!it) return [];
  const own = { of: it.kind, name: it.name };
  if (!before || !after) {
    const steps = placesOf(it.steps).length;
    const size = `${steps} step${steps === 1 ? '' : 's'}`;
    const says = after
      ? `is new, with ${size}: ${it.purpose}`
      : `is gone (${size}): nobody enters, those inside finish`;
    return [{ ...own, sign: after ? 'added' : 'removed', what: 'definition', says }];
  }
  const renamed =
    before.name === after.name ? [] : [{ sign: 'changed' as const, what: 'name', says: `was called ${before.name}` }];
  return [...renamed, ...compareHeads(before, after), ...compareSteps(before, after)].map((one) => ({
    ...own,
    ...one,
  }));
}

/** Templates, segments, forms and settings; an author reads them once, not with each definition that uses them. */
export function compareShared(before: ProjectVersion, after: ProjectVersion): Change[] {
  return [
    ...compareTemplates(before.templates, after.templates),
    ...compareNamed('segment', before.segments, after.segments, segmentChanges),
    ...compareNamed('form', before.forms, after.forms, (old, now) => compareValues('', old, now)),
    ...compareValues('', before.settings, after.settings).map((said) => ({
      of: 'settings',
      name: 'waymark.yaml',
      ...said,
    })),
  ];
}

function segmentChanges({ if: old }: Segment, { if: now }: Segment) {
  const [was, is] = [old ? sayConditions(old) : 'kept by hand', now ? sayConditions(now) : 'kept by hand'];
  return was === is ? [] : [sayChange('condition', 'who belongs to it', was, is)];
}

function compareNamed<Thing extends { name: string }>(
  of: string,
  before: readonly Thing[],
  after: readonly Thing[],
  compare: (old: Thing, now: Thing) => Omit<Change, 'of' | 'name'>[],
): Change[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  return names.flatMap((name): Change[] => {
    const [old, now] = [before, after].map((list) => list.find((one) => one.name === name));
    if (old && now) return compare(old, now).map((one) => ({ of, name, ...one }));
    return [{ of, name, sign: old ? 'removed' : 'added', what: of, says: old ? 'is gone' : 'is new' }];
  });
}
