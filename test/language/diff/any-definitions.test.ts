/** No difference goes unsaid, and none is made up, whatever two definitions hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CheckedDefinition } from '../../../lib/language/definition.ts';
import { compareDefinitions } from '../../../lib/language/diff/compare-projects.ts';
import { placesOf } from '../../../lib/language/diff/places.ts';
import { aDefinition, checkGenerated } from '../../support/generate-definitions.ts';
import { problemsOf } from '../../support/two-versions.ts';

const pair = fc.tuple(aDefinition({ kind: 'journey', mostSteps: 8 }), aDefinition({ kind: 'journey', mostSteps: 8 }));
const ids = (definition: CheckedDefinition) => placesOf(definition.steps).map(({ step }) => step.id);

/** All that a definition says, and nothing of where it says it. */
const content = (definition: CheckedDefinition) =>
  JSON.stringify(definition, (key, value) => (key === 'path' && Array.isArray(value) ? undefined : value));

test('a definition does not differ from itself, wherever its lines stand', () => {
  fc.assert(
    fc.property(aDefinition({ mostSteps: 12 }), ({ text, ...generated }) => {
      const before = checkGenerated({ ...generated, text });
      const after = checkGenerated({ ...generated, text: `# moved\n\n${text}` });
      expect(compareDefinitions({ before, after })).toEqual([]);
      expect(problemsOf(before, after)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('between two definitions every step that came, went or stayed is accounted for', () => {
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const [before, after] = [checkGenerated(one), checkGenerated(other)];
      const changes = compareDefinitions({ before, after });
      const steps = (sign: string) =>
        changes.filter((one) => one.what === 'step' && one.sign === sign).map(({ at }) => at);

      expect(changes.length === 0).toBe(content(before) === content(after));
      expect(steps('added').sort()).toEqual(
        ids(after)
          .filter((id) => !ids(before).includes(id))
          .sort(),
      );
      expect(steps('removed').sort()).toEqual(
        ids(before)
          .filter((id) => !ids(after).includes(id))
          .sort(),
      );
      for (const { says } of changes) expect(says).not.toMatch(/undefined|\[object|: \(|→ $/);
    }),
    { numRuns: 120 },
  );
});

test('who stands at a step that is gone goes on at one that both versions have, or the run ends', () => {
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const [before, after] = [checkGenerated(one), checkGenerated(other)];
      for (const { code, step, successor } of problemsOf(before, after)) {
        expect(ids(after).includes(step)).toBe(code === 'WM601');
        if (successor !== undefined) expect(ids(before).filter((id) => ids(after).includes(id))).toContain(successor);
      }
    }),
    { numRuns: 120 },
  );
});
