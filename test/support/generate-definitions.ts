/** Valid definitions at random, out of every kind the registry knows: whatever an author may write, somebody has tried. */
import fc from 'fast-check';
import { checkText } from '../../lib/language/check/check-definition.ts';
import type { CheckedDefinition } from '../../lib/language/definition.ts';
import { headOf } from './generated-heads.ts';
import { buildSteps } from './generated-steps.ts';
import { type DefinitionKind, definitionText, shop } from './learned-kinds.ts';

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
  leastSteps?: number;
  mostSteps?: number;
}

/** The same seed gives the same definitions as long as the registry is the same. */
export function aDefinition({
  kind,
  name = 'generated',
  leastSteps = 1,
  mostSteps = 25,
}: Wish = {}): fc.Arbitrary<GeneratedDefinition> {
  return fc.gen().map((g) => {
    const which = kind ?? g(fc.constantFrom, 'journey' as const, 'journey' as const, 'workflow' as const);
    for (let round = 0; ; round++) {
      const steps = buildSteps(g, which, g(fc.integer, { min: leastSteps, max: mostSteps }));
      const text = definitionText(which, name, headOf(g, which), steps);
      const definition = { kind: which, name, path: `${which}s/${name}.yaml`, text };
      if (round === 20 || !isDecidedAlready(definition)) return definition;
    }
  });
}

/** Conditions drawn by lot may contradict each other, which the check refuses; then another lot is drawn. */
function isDecidedAlready(definition: GeneratedDefinition): boolean {
  return checkOnce(definition).diagnostics.some(
    ({ code, severity }) => code.startsWith('WM47') && severity === 'error',
  );
}

const checked = new WeakMap<GeneratedDefinition, ReturnType<typeof checkText>>();

function checkOnce(definition: GeneratedDefinition): ReturnType<typeof checkText> {
  const known = checked.get(definition) ?? checkText(definition.text, `statemachines/${definition.path}`, shop);
  checked.set(definition, known);
  return known;
}

/** What the check makes of it; throws where it finds a mistake, because then the generator is wrong. */
export function checkGenerated(one: GeneratedDefinition): CheckedDefinition {
  const { definition, diagnostics } = checkOnce(one);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (definition && errors.length === 0) return definition;
  const said = errors.map(({ code, line, message, hint }) => `${code} line ${line}: ${message} ${hint ?? ''}`);
  throw new Error(`The generator wrote a definition with mistakes:\n${said.join('\n')}\n${one.text}`);
}
