/** Reads who imports whom, as Node sees it and as the type checker does, so that walls between rooms can be tested. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  line: number;
  /** A path from the project's root (`lib/language/paths.ts`), or a package (`zod`, `node:fs`, `@aws-sdk/client-ses`). */
  to: string;
  isOurs: boolean;
  /** Gone at run time: it breaks a wall all the same, but makes no circle. */
  isType: boolean;
}

export interface SourceFile {
  path: string;
  text: string;
  /** The text with comments blanked out, every other character at its place. */
  code: string;
  imports: Import[];
}

/** Every .ts and .tsx below the folders, in order of path; a folder that does not exist yet has none. */
export function readSourceFiles(folders: readonly string[], root = projectRoot): SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => ['.ts', '.tsx'].includes(extname(path)) && !/(^|\/)(node_modules|dist)\//.test(path))
    .sort()
    .map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}

export function readSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path} cannot be parsed: ${parsed.errors[0]?.message}`);
  const code = parsed.comments.reduce((rest, { start, end }) => blank(rest, start, end), text);

  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const found = [
    ...staticImports.map(({ start, moduleRequest }) => ({
      start,
      specifier: moduleRequest.value,
      isType: /^import\s+type\s/.test(text.slice(start)),
    })),
    ...staticExports.flatMap(({ start, entries }) => {
      // `export { x }` of an imported name is reported with the import's request and place: that one is counted above.
      const request = entries[0]?.moduleRequest;
      return request && text.startsWith('export', start)
        ? [{ start, specifier: request.value, isType: /^export\s+type\s/.test(text.slice(start)) }]
        : [];
    }),
    // Both `await import('x')` and the type `import('x').Y`; a computed specifier is nobody's import.
    ...[...code.matchAll(/\bimport\(\s*(['"`])([^'"`$]+)\1/g)].map((match) => ({
      start: match.index,
      specifier: match[2] as string,
      isType: !dynamicImports.some(({ start }) => start === match.index),
    })),
  ];
  const imports = found
    .sort((a, b) => a.start - b.start)
    .map(({ start, specifier, isType }) => ({ line: lineAt(text, start), isType, ...target(path, specifier) }));
  return { path, text, code, imports };
}

function target(from: string, specifier: string): Pick<Import, 'to' | 'isOurs'> {
  if (specifier.startsWith('.')) return { to: posix.join(posix.dirname(from), specifier), isOurs: true };
  const [scope, name] = specifier.split('/');
  return { to: scope?.startsWith('@') ? `${scope}/${name}` : (scope ?? specifier), isOurs: false };
}

/** Groups of files that load each other at run time, each as the shortest way round: `[a, b, a]`. */
export function findCircles(files: SourceFile[]): string[][] {
  const loads = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(({ isOurs, isType }) => isOurs && !isType).map(({ to }) => to),
    ]),
  );
  const reported = new Set<string>();
  return files.flatMap(({ path }) => {
    const circle = reported.has(path) ? undefined : shortestWayBack(path, loads);
    for (const member of circle ?? []) reported.add(member);
    return circle ? [circle] : [];
  });
}

function shortestWayBack(start: string, loads: Map<string, string[]>): string[] | undefined {
  const seen = new Set<string>();
  for (let ways = [[start]]; ways.length > 0; ) {
    const next: string[][] = [];
    for (const way of ways) {
      for (const to of loads.get(way.at(-1) ?? '') ?? []) {
        if (to === start) return [...way, to];
        if (!seen.has(to)) next.push([...way, to]);
        seen.add(to);
      }
    }
    ways = next;
  }
  return undefined;
}

export const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

const blank = (text: string, start: number, end: number) =>
  text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ') + text.slice(end);
