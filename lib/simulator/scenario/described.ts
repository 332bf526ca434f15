/** Scenarios as an editor describes them: the lines of `do` and `expect`, each by the word it begins with. */
import type * as z from 'zod';
import type { DescribedKind, EditorRegistry, ItemList } from '../../language/editor/registry.ts';
import { doings, expectations, passingTime, scenarioFile } from './schema.ts';

const lines: readonly ItemList[] = [
  { name: 'doing', kinds: kindsOf(doings), alone: passingTime.shape },
  { name: 'expectation', kinds: kindsOf(expectations) },
];

/** The language with its scenarios. */
export const withScenarios = ({ items, files, ...rest }: EditorRegistry): EditorRegistry => ({
  ...rest,
  items: [...items, ...lines],
  files: { ...files, scenario: scenarioFile.shape },
});

function kindsOf(shapes: Readonly<Record<string, z.ZodObject>>): DescribedKind[] {
  return Object.entries(shapes).map(([kind, whole]) => ({
    kind,
    says: '',
    head: whole.shape[kind] as z.ZodType,
    options: whole.omit({ [kind]: true } as Record<never, never>),
  }));
}
