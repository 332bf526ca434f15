/** Files as nobody means to write them: whatever their bytes are, their author gets sentences with places, and never a crash. */
import path from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { compileProject } from '../../lib/compiler/project.ts';
import { compileTemplate } from '../../lib/compiler/templates.ts';
import { catalog } from '../../lib/language/catalog/index.ts';
import { checkProject, type ProjectFile } from '../../lib/language/check/project.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import { type Diagnostic, hasErrors } from '../../lib/language/diagnostics.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { acmeWith } from './acme.ts';
import { anyText } from './any-text.ts';
import { projectRoot } from './imports.ts';
import { shippedFiles } from './shipped-files.ts';

export const rooms = [
  'waymark.yaml',
  'journeys/fuzzed.yaml',
  'workflows/fuzzed.yaml',
  'segments/fuzzed.yaml',
  'forms/fuzzed.yaml',
  'surveys/fuzzed.yaml',
  'templates/fuzzed.email.mjml',
  'templates/fuzzed.email.html',
  'templates/fuzzed.sms.txt',
  'journeys/fuzzed.scenario.yaml',
];

/** Every diagnostic has a code of the catalog, a sentence, and a place inside the file. */
export function expectPlaces(diagnostics: readonly Diagnostic[], textOf: (file: string) => string | undefined): void {
  for (const { code, message, hint, file, line, column, length } of diagnostics) {
    expect(Object.hasOwn(catalog, code), code).toBe(true);
    expect(`${message}${hint ?? ''}`).not.toMatch(
      /undefined|\[object|Invalid (input|string|option)|received |Too (big|small):/,
    );
    const text = textOf(file);
    if (text === undefined) continue;
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    expect(line, `${file} ${code}`).toBeGreaterThanOrEqual(1);
    expect(line, `${file} ${code}`).toBeLessThanOrEqual(lines.length);
    expect(column, `${file}:${line} ${code}`).toBeGreaterThanOrEqual(1);
    expect(column, `${file}:${line} ${code}`).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
    expect(length).toBeGreaterThanOrEqual(0);
  }
}

/** One file among those of the sample shop. Whatever has no error compiles. */
export async function readAsWhole(room: string, text: string): Promise<Diagnostic[]> {
  const file = `statemachines/${room}`;
  const only = (name: string) => (name === file ? text : undefined);
  if (room.endsWith('.scenario.yaml')) {
    const { diagnostics, scenario } = readScenario(file, text);
    expectPlaces(diagnostics, only);
    expect(scenario === undefined).toBe(hasErrors(diagnostics));
    return diagnostics;
  }
  const checked = checkProject(acmeWith({ [room]: text }), { today: '2026-06-01' });
  const templates = await Promise.all(
    checked.templates.filter((one) => one.file === file).map((one) => compileTemplate(one)),
  );
  const diagnostics = [...checked.diagnostics, ...templates.flatMap((one) => one.diagnostics)];
  expectPlaces(diagnostics, only);
  if (!hasErrors(diagnostics)) await compileProject({ ...checked, templates: [] });
  return diagnostics;
}

const settings = (usual: number): fc.Parameters<unknown> => ({
  numRuns: Math.ceil(usual * Number(process.env.FUZZ_TIMES ?? 1)),
  ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }),
});

const shipped = shippedFiles(path.join(projectRoot, 'statemachines'));
const words = [...new Set(Object.values(shipped).flatMap((text) => text.split(/(\s+|[:{}[\],])/)))];

/** Bytes of any kind: noise, or words of real files put together anew. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(fc.oneof(fc.constantFrom(...words), anyText({ maxLength: 3 })), { maxLength: 80 })
    .map((parts) => Buffer.from(parts.join(''))),
  fc
    .tuple(fc.constantFrom(...Object.values(shipped)), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }))
    .map(([text, changes]) => {
      const bytes = Buffer.from(text);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes;
    }),
);

export const bytesGiveSentences = (usual: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(anyBytes, fc.constantFrom(...rooms), async (bytes, room) => {
      await readAsWhole(room, Buffer.from(bytes).toString('utf8'));
    }),
    settings(usual),
  );

type Tree = unknown;
type Place = { parent: Record<string | number, Tree>; key: string | number };

/** Every place in a tree, so that something can be done to one of them. */
function placesIn(tree: Tree): Place[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const parent = tree as Record<string | number, Tree>;
  const keys = Array.isArray(tree) ? [...tree.keys()] : Object.keys(tree);
  return keys.flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

const kinds = [...Object.keys(stepKinds), ...Object.keys(conditionKinds), ...Object.keys(triggerKinds)];
const scalars: Tree[] = [
  ...[
    '',
    '3 days',
    '09:00',
    '50%',
    '2..4',
    'contact.plan',
    'go-to x',
    '{{ event.x }}',
    '{% if',
    '2026-03-02',
    'weekdays',
    'x'.repeat(3000),
  ],
  ...[0, -1, 1e308, 0.1, true, false, null, [], {}],
];

interface Change {
  how: number;
  at: number;
  to: number;
  word: number;
}

/** Deletes, doubles, moves, renames or replaces one node. */
function changed(tree: Tree, { how, at, to, word }: Change): Tree {
  const places = placesIn(tree);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return tree;
  const { parent, key } = place;
  const value = parent[key];
  const isList = Array.isArray(parent);
  if (how === 0) isList ? parent.splice(Number(key), 1) : delete parent[key];
  else if (how === 1 && isList) parent.splice(Number(key), 0, structuredClone(value));
  else if (how === 2) {
    const target = places[to % places.length]!;
    target.parent[target.key] = structuredClone(value);
  } else if (how === 3 && !isList) {
    delete parent[key];
    parent[kinds[word % kinds.length]!] = value;
  } else parent[key] = structuredClone(scalars[word % scalars.length]);
  return tree;
}

const aChange: fc.Arbitrary<Change> = fc.record({ how: fc.nat(4), at: fc.nat(), to: fc.nat(), word: fc.nat() });
const yamlFiles = Object.keys(shipped).filter((file) => file.endsWith('.yaml'));
const definitions = yamlFiles.filter((file) => !file.endsWith('.scenario.yaml'));

/** The shipped project with one of its files changed here and there. What has no error compiles, and its scenarios can be played. */
export const changedFilesGiveSentences = (usual: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...definitions),
      fc.array(aChange, { minLength: 1, maxLength: 4 }),
      async (file, changes) => {
        const text = stringify(changes.reduce(changed, parse(shipped[file]!) as Tree), {
          aliasDuplicateObjects: false,
        });
        const files = Object.entries({ ...shipped, [file]: text });
        const project: ProjectFile[] = files.map(([name, one]) => ({ path: `statemachines/${name}`, text: one }));
        const checked = checkProject(project, { today: '2026-06-01' });
        expectPlaces(checked.diagnostics, (name) => (name === `statemachines/${file}` ? text : undefined));
        // Templates are what takes time, and they were not changed.
        if (!hasErrors(checked.diagnostics)) await compileProject({ ...checked, templates: [] });
      },
    ),
    settings(usual),
  );

const scenarios = yamlFiles.filter((file) => file.endsWith('.scenario.yaml'));

/** A scenario that could be read is played to its end, whatever it then finds. */
export async function changedScenariosArePlayed(usual: number): Promise<void> {
  const project: ProjectFile[] = Object.entries(shipped).map(([name, text]) => ({
    path: `statemachines/${name}`,
    text,
  }));
  const compiled = await compileProject(checkProject(project));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...scenarios),
      fc.array(aChange, { minLength: 1, maxLength: 3 }),
      async (file, changes) => {
        const text = stringify(changes.reduce(changed, parse(shipped[file]!) as Tree), {
          aliasDuplicateObjects: false,
        });
        const { scenario, diagnostics } = readScenario(file, text);
        expectPlaces(diagnostics, () => text);
        if (!scenario) return;
        const report = await runScenario({ ...scenario, cases: scenario.cases.slice(0, 1) }, compiled);
        for (const { found } of report.cases.flatMap(({ failures }) => failures))
          expect(found).not.toMatch(/TypeError|undefined \(|is not a function|Cannot read/);
      },
    ),
    settings(usual),
  );
}
