/** Learns from each kind's own example, and from the check, how it may be used: a new kind is generated without a word about it here. */
import { parse, stringify } from 'yaml';
import { checkText } from '../../lib/language/check/check-definition.ts';
import type { Known } from '../../lib/language/check/known.ts';
import { knownOf } from '../../lib/language/check/known-names.ts';
import { readProject } from '../../lib/language/check/project-files.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import type { ConditionKind } from '../../lib/language/define-condition.ts';
import type { StepKind } from '../../lib/language/define-step.ts';
import type { TriggerKind } from '../../lib/language/define-trigger.ts';
import type { Json, JsonMap } from '../../lib/language/json.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { acmeWith } from './acme.ts';

export type DefinitionKind = 'journey' | 'workflow';

export interface LearnedStep {
  kind: StepKind;
  /** The kind's step, and before it whatever its example needs. */
  unit: JsonMap[];
  /** Wants that `welcome` was sent before. */
  needsWelcome: boolean;
  /** What follows it in its list would not be reached. */
  ends: boolean;
}

export interface LearnedCondition {
  kind: ConditionKind;
  item: JsonMap;
  needsWelcome: boolean;
}

export const welcome: JsonMap = { 'send-email': 'welcome' };

/** Names of the sample shop, in which all of this is checked. */
export const shop: Known = knownOf(readProject(acmeWith({})));

export function definitionText(kind: DefinitionKind, name: string, values: JsonMap, steps: JsonMap[]): string {
  const topic = kind === 'journey' ? { topic: 'product-tips' } : {};
  const definition = { [kind]: name, purpose: 'Generated', owner: 'team@acme.example', ...topic, ...values, steps };
  return stringify(definition, { aliasDuplicateObjects: false });
}

export function errorsIn(kind: DefinitionKind, text: string, name = 'generated'): string[] {
  return checkText(text, `statemachines/${kind}s/${name}.yaml`, shop)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, line, message, hint }) => `${code} ${line} ${message} ${hint}`);
}

/** Asking the check takes a while, and its answers do not change. */
function once<Answer>(learn: (definition: DefinitionKind) => Answer): (definition?: DefinitionKind) => Answer {
  const known = new Map<DefinitionKind, Answer>();
  return (definition = 'journey') => {
    const answer = known.get(definition) ?? learn(definition);
    known.set(definition, answer);
    return answer;
  };
}

const errorsOf = (kind: DefinitionKind, steps: JsonMap[], values: JsonMap = {}) =>
  errorsIn(kind, definitionText(kind, 'generated', values, steps));

const messageKinds = Object.values(stepKinds).flatMap((kind) => ('channel' in kind && kind.channel ? [kind.kind] : []));

/** A workflow has no topic of its own, so each message names one. */
export function within(definition: DefinitionKind, written: Json): Json {
  if (definition === 'journey' || typeof written !== 'object' || written === null) return written;
  if (Array.isArray(written)) return written.map((one) => within(definition, one));
  const inner = Object.entries(written).map(([key, one]) => [key, within(definition, one ?? null)] as const);
  const isMessage = messageKinds.some((kind) => Object.hasOwn(written, kind));
  return { ...Object.fromEntries(inner), ...(isMessage && { topic: 'product-tips' }) };
}

const closing: JsonMap = { 'send-email': 'reminder', class: 'transactional', id: 'closing' };

export const learnSteps = once((definition: DefinitionKind): LearnedStep[] => {
  return (Object.values(stepKinds) as unknown as StepKind[]).flatMap((kind): LearnedStep[] => {
    const whole = within(definition, parse(kind.example.steps)) as JsonMap[];
    const item = whole.findLast((step) => Object.hasOwn(step, kind.kind));
    if (!item) return [];
    const ways = [
      { unit: [item], before: [] },
      { unit: [item], before: [within(definition, welcome) as JsonMap] },
      { unit: whole, before: [] },
    ];
    const way = ways.find(({ unit, before }) => errorsOf(definition, [...before, ...unit]).length === 0);
    if (!way) return [];
    const followed = errorsOf(definition, [...way.before, ...way.unit, closing]);
    return [{ kind, unit: way.unit, needsWelcome: way.before.length > 0, ends: followed.length > 0 }];
  });
});

export const learnConditions = once((definition: DefinitionKind): LearnedCondition[] => {
  return (Object.values(conditionKinds) as unknown as ConditionKind[]).flatMap((kind): LearnedCondition[] => {
    const item = parse(kind.example.if) as JsonMap;
    const asked: JsonMap = { if: item, then: [closing] };
    if (kind.joins) return [{ kind, item, needsWelcome: false }];
    if (warningsOf(definition, [asked]) === 0) return [{ kind, item, needsWelcome: false }];
    return errorsOf(definition, [within(definition, welcome) as JsonMap, asked]).length === 0
      ? [{ kind, item, needsWelcome: true }]
      : [];
  });
});

/** Conditions that may be asked where no run is: of an audience, a goal, an exit. */
export const learnOutsideConditions = once((): LearnedCondition[] =>
  learnConditions('journey').filter(
    ({ kind, item, needsWelcome }) =>
      !needsWelcome && !kind.joins && errorsOf('journey', [welcome], { if: item, goals: { done: item } }).length === 0,
  ),
);

export const learnTriggers = once((definition: DefinitionKind): { kind: TriggerKind; item: JsonMap }[] =>
  (Object.values(triggerKinds) as unknown as TriggerKind[])
    .map((kind) => ({ kind, item: parse(kind.example.when) as JsonMap }))
    .filter(({ item }) => errorsOf(definition, [closing], { when: [item] }).length === 0),
);

const warningsOf = (definition: DefinitionKind, steps: JsonMap[]) =>
  checkText(definitionText(definition, 'generated', {}, steps), `statemachines/${definition}s/generated.yaml`, shop)
    .diagnostics.length;
