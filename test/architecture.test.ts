/** Keeps the walls between the rooms: a newcomer's change in one place must not reach a contact through another. */
import { describe, expect, test } from 'vitest';
import { findCircles, lineAt, readSource, readSourceFiles, type SourceFile } from './support/imports.ts';
import { doors, impurities, mayImport, pureNodeModules, pureRooms, roomOf, sourceFolders } from './support/rooms.ts';

const files = readSourceFiles(sourceFolders);
const isIn = (room: string) => (file: SourceFile) => file.path.startsWith(`${room}/`);
const registries = ['step', 'condition', 'trigger', 'channel'];

/** One line per offence, so that the failure is the list of what to mend. */
const expectNone = (offences: string[], rule: string) =>
  expect(offences, `${rule}\n${offences.join('\n')}\n`).toEqual([]);

describe('rooms', () => {
  test('a room imports only the rooms it stands on', () => {
    const offences = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ isOurs, to }) => isOurs && !to.endsWith('.json'))
        .filter(({ to }) => !mayImport(roomOf(path) ?? '').includes(roomOf(to) ?? ''))
        .map(
          ({ line, to }) =>
            `${path}:${line} imports ${to}; ${roomOf(path)} may import ${mayImport(roomOf(path) ?? '').join(', ')}`,
        ),
    );
    expectNone(offences, 'house-style.md §2 says who may know whom; test/support/rooms.ts has it as a table.');
  });

  test('every source file is in a room that somebody planned', () => {
    expectNone(
      files.map(({ path }) => path).filter((path) => !roomOf(path)),
      'Not in a room of test/support/rooms.ts:',
    );
  });

  test.each(doors)('$case', ({ packages, allowed }) => {
    const offences = files
      .filter(({ path }) => !allowed.test(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ to, isOurs }) => !isOurs && packages.test(to))
          .map(({ line, to }) => `${path}:${line} imports ${to}`),
      );
    expectNone(offences, `Allowed only where the path matches ${allowed}, types included:`);
  });

  test('no files load each other in a circle', () => {
    const circles = findCircles(files.filter(({ path }) => /^(lib|functions)\//.test(path)));
    expectNone(
      circles.map((circle) => circle.join(' → ')),
      'Move what both need into a third file, or import it as a type:',
    );
  });

  test('an entry point of one function is not imported by another', () => {
    const isEntry = (path: string) => /^functions\/[^/]+\.tsx?$/.test(path);
    const offences = files
      .filter(isIn('functions'))
      .flatMap(({ path, imports }) =>
        imports.filter(({ to }) => isEntry(to)).map(({ line, to }) => `${path}:${line} imports ${to}`),
      );
    expectNone(offences, 'What two functions share belongs to lib/engine, functions/middleware or functions/aws:');
  });

  test('the pure rooms take time, chance and the world from their callers', () => {
    const pure = files.filter(({ path }) => pureRooms.includes(roomOf(path) ?? ''));
    const touches = pure.flatMap(({ path, code }) =>
      impurities.flatMap(({ name, pattern }) =>
        [...code.matchAll(pattern)].map(
          ({ 0: found, index }) => `${path}:${lineAt(code, index)} touches ${name}: ${found}`,
        ),
      ),
    );
    const modules = pure.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ to }) => to.startsWith('node:') && !(pureNodeModules.includes(to) && roomOf(path) !== 'lib/language'),
        )
        .map(({ line, to }) => `${path}:${line} imports ${to}`),
    );
    expectNone([...touches, ...modules], 'Ask a port or take an argument, else a 90-day journey cannot be simulated:');
  });
});

describe.each(registries)('the registry of %ss', (kindOfThing) => {
  const folder = `lib/language/${kindOfThing}s`;
  const own = files.filter(isIn(folder));
  const members = own.filter(({ path }) => !/\/(index|define-[\w-]+)\.ts$/.test(path));
  const index = own.find(({ path }) => path === `${folder}/index.ts`);
  const nameOf = ({ path }: SourceFile) => path.slice(folder.length + 1, -'.ts'.length);

  test(`a ${kindOfThing} never imports another ${kindOfThing}`, () => {
    const offences = members.flatMap(({ path, imports }) =>
      imports
        .filter(({ to }) => members.some((member) => member.path === to))
        .map(({ line, to }) => `${path}:${line} imports ${to}`),
    );
    expectNone(offences, `What ${kindOfThing}s share goes into ${folder}/define-….ts or one folder up:`);
  });

  test(`every ${kindOfThing} is one file and one line, and file, kind and key are one word`, async () => {
    expect(members.length, `${folder} is empty`).toBeGreaterThan(0);
    if (!index) throw new Error(`${folder}/index.ts is missing`);
    const registry = await load<Record<string, { kind?: string }>>(index.path, `${kindOfThing}Kinds`);

    const offences: string[] = [];
    for (const member of members) {
      const name = nameOf(member);
      const exported = constantName(name, kindOfThing);
      const lines = index.imports.filter(({ to }) => to === member.path).length;
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
        offences.push(`${member.path}: the file name is not in kebab-case`);
      if (lines !== 1) offences.push(`${member.path} is imported ${lines} times by ${index.path}, not once`);
      const value = await load<{ kind?: string }>(member.path, exported);
      if (!value) offences.push(`${member.path} exports no ${exported}`);
      else if (value.kind !== name) offences.push(`${member.path} has kind '${value.kind}', not '${name}'`);
      if (registry?.[name] !== value) offences.push(`${index.path} has no entry '${name}' with ${exported}`);
    }
    for (const key of Object.keys(registry ?? {})) {
      if (!members.some((member) => nameOf(member) === key))
        offences.push(`${index.path}: '${key}' has no file ${folder}/${key}.ts`);
    }
    expectNone(offences, `${folder}: one kind, one file, one line in index.ts`);
  });
});

describe('files', () => {
  test('the first line of every file says why it exists', () => {
    const offences = files.filter(({ text }) => !/^(#!.*\n)?(\/\*\*|\/\/) *\S/.test(text)).map(({ path }) => path);
    expectNone(offences, 'Begin these with /** why the contact or the operator needs this file */:');
  });

  test('no file is longer than 250 lines', () => {
    const offences = files
      .map(({ path, text }) => ({ path, lines: lineAt(text.trimEnd(), Number.POSITIVE_INFINITY) }))
      .filter(({ lines }) => lines > 250)
      .map(({ path, lines }) => `${path} has ${lines} lines`);
    expectNone(offences, 'Look for the seam:');
  });

  test('nothing is called after being nothing in particular', () => {
    const offences = files
      .map(({ path }) => path)
      .filter((path) => /(^|\/)(common\/|types\.tsx?$|utils?\b)/.test(path));
    expectNone(offences, 'A type lives with its owner, a helper with what it helps:');
  });
});

describe('the reader of imports itself', () => {
  test('sees every way to import, and tells types from values', () => {
    const text = [
      "/** é: from './comment.ts' */ import type { A } from './a.ts';",
      "import b, { type B } from '../b.ts'; // import './c.ts'",
      "export * from './d.ts';",
      "export type { E } from '@scope/e/deep';",
      "export const f = () => import('./f.ts');",
      "export type G = import('node:fs').Stats;",
      "const h = '/* no comment'; export { h, b, type A };",
    ].join('\n');

    const { imports, code } = readSource('lib/x/y.ts', text);

    expect(imports).toEqual([
      { line: 1, to: 'lib/x/a.ts', isOurs: true, isType: true },
      { line: 2, to: 'lib/b.ts', isOurs: true, isType: false },
      { line: 3, to: 'lib/x/d.ts', isOurs: true, isType: false },
      { line: 4, to: '@scope/e', isOurs: false, isType: true },
      { line: 5, to: 'lib/x/f.ts', isOurs: true, isType: false },
      { line: 6, to: 'node:fs', isOurs: false, isType: true },
    ]);
    expect(code).not.toContain('comment.ts');
    expect(code).toContain('/* no comment');
    expect(code).toHaveLength(text.length);
  });

  test('finds the shortest circle and forgives one made of types', () => {
    const circle = [
      readSource('lib/a.ts', "import './b.ts';"),
      readSource('lib/b.ts', "import './c.ts'; import type { A } from './a.ts';"),
      readSource('lib/c.ts', "import './b.ts'; import './a.ts';"),
    ];

    expect(findCircles(circle.slice(0, 2))).toEqual([]);
    expect(findCircles(circle)).toEqual([['lib/a.ts', 'lib/b.ts', 'lib/c.ts', 'lib/a.ts']]);
  });
});

async function load<Value>(path: string, name: string): Promise<Value | undefined> {
  const module: Record<string, Value> = await import(new URL(`../${path}`, import.meta.url).href);
  return module[name];
}

const reserved = new Set(
  (
    'break case catch class const continue default delete do else enum export extends false finally for function if import in ' +
    'instanceof new null return static super switch this throw true try typeof var void while with yield await let'
  ).split(' '),
);

/** `wait-for` → `waitFor`; a word that JavaScript keeps for itself says what it is: `if` → `ifStep`. */
function constantName(kind: string, kindOfThing: string): string {
  const camel = kind.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const isTaken = reserved.has(camel);
  return isTaken ? camel + kindOfThing.charAt(0).toUpperCase() + kindOfThing.slice(1) : camel;
}
