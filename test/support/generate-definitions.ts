/** Valid definitions at random, out of every kind the registry knows: whatever an author may write, somebody has tried. */
import fc from 'fast-check';
import { checkText } from '../../lib/language/check/check-definition.ts';
import type { CheckedDefinition } from '../../lib/language/definition.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { buildSteps } from './generated-steps.ts';
import {
  type DefinitionKind,
  definitionText,
  learnOutsideConditions,
  learnTriggers,
  shop,
  within,
} from './learned-kinds.ts';

export interface GeneratedDefinition {
  kind: DefinitionKind;
  name: string;
  /** `journeys/generated.yaml`, to stand beside the sample shop's files (`acmeWith`). */
  path: string;
  text: string;
}

interface Wish {
  /** Left out: both. */
  kind?: DefinitionKind;
  name?: string;
  /** Steps in blocks included. */
  mostSteps?: number;
}

/** The same seed gives the same definitions as long as the registry is the same. */
export function aDefinition({
  kind,
  name = 'generated',
  mostSteps = 25,
}: Wish = {}): fc.Arbitrary<GeneratedDefinition> {
  return fc.gen().map((g) => {
    const which = kind ?? g(fc.constantFrom, 'journey' as const, 'journey' as const, 'workflow' as const);
    for (let round = 0; ; round++) {
      const steps = buildSteps(g, which, g(fc.integer, { min: 1, max: mostSteps }));
      const text = definitionText(which, name, headOf(g, which), steps);
      const definition = { kind: which, name, path: `${which}s/${name}.yaml`, text };
      if (round === 20 || !isDecidedAlready(definition)) return definition;
    }
  });
}

/** Conditions drawn by lot may contradict each other, which the check refuses; then another lot is drawn. */
function isDecidedAlready({ path, text }: GeneratedDefinition): boolean {
  return checkText(text, `statemachines/${path}`, shop).diagnostics.some(
    ({ code, severity }) => code.startsWith('WM47') && severity === 'error',
  );
}

/** What the check makes of it; throws where it finds a mistake, because then the generator is wrong. */
export function checkGenerated({ path, text }: GeneratedDefinition): CheckedDefinition {
  const { definition, diagnostics } = checkText(text, `statemachines/${path}`, shop);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (definition && errors.length === 0) return definition;
  const said = errors.map(({ code, line, message, hint }) => `${code} line ${line}: ${message} ${hint ?? ''}`);
  throw new Error(`The generator wrote a definition with mistakes:\n${said.join('\n')}\n${text}`);
}

function headOf(g: fc.GeneratorValue, kind: DefinitionKind): JsonMap {
  const conditions = learnOutsideConditions();
  const sometimes = (percent: number) => g(fc.integer, { min: 1, max: 100 }) <= percent;
  const condition = () => conditions[g(fc.nat, conditions.length - 1)]!.item;
  const triggers = learnTriggers(kind).filter(() => sometimes(40));
  return within(kind, {
    ...(triggers.length > 0 && { when: triggers.map(({ item }) => item) }),
    ...(sometimes(20) && { if: condition() }),
    ...(sometimes(50) && { again: g(fc.constantFrom, 'never', 'always', 'after 90 days') }),
    ...(sometimes(20) && { grace: '30 minutes' }),
    ...(sometimes(20) && { due: 'shift' }),
    ...(sometimes(30) && { 'on-error': g(fc.constantFrom, 'stop', 'continue') }),
    ...(kind === 'journey' && sometimes(30) && { goals: { reached: { ...condition(), by: '14 days' } } }),
    ...(sometimes(20) && { exit: { gone: condition() } }),
  }) as JsonMap;
}
