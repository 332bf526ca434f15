/** Finds out what somebody meant by a word on the command line: a revision, a file in one, a file, a folder, a definition. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { suggest } from '../../lib/language/suggest.ts';
import { FOLDER } from '../load-project.ts';
import { commitOf, prefixOf } from './git.ts';
import { type ProjectAt, projectAt, projectIn, projectWith } from './project-version.ts';

/** What of a project is meant; left out: all of it. */
export interface Part {
  name?: string;
  /** As diagnostics name it. */
  path?: string;
}

export interface Named {
  project: ProjectAt;
  part: Part;
  /** Names no version, only what of it is meant: the last commit is compared with the work tree. */
  isPart?: boolean;
}

export const workTree = (root: string): Promise<ProjectAt> => projectIn('the work tree', root);

export async function lastCommit(root: string): Promise<ProjectAt> {
  const commit = await commitOf(root, 'HEAD');
  if (!commit) throw new Error('Nothing is committed yet: name two files or folders to compare.');
  return projectAt('HEAD', root, commit);
}

/** `unknown`: the word names nothing here. */
export async function namedVersion(root: string, word: string): Promise<Named | { unknown: string }> {
  const found = await stat(path.resolve(root, word)).catch(() => undefined);
  if (found?.isDirectory()) return folderVersion(root, word);
  if (found) return fileVersion(root, word);

  const project = await workTree(root);
  const names = project.checked.definitions.map(({ name }) => name);
  if (names.includes(word)) return { project, part: { name: word }, isPart: true };

  const [, revision = word, inside] = /^(.+?):(.+)$/.exec(word) ?? [];
  const commit = await commitOf(root, revision);
  if (commit) {
    return { project: await projectAt(word, root, commit), part: inside ? { path: await fromRoot(root, inside) } : {} };
  }
  const near = suggest(word, names);
  const hint = near ? `Did you mean ${near}?` : `Definitions: ${names.join(', ')}.`;
  return { unknown: `\`${word}\` is no definition, file, folder or revision here. ${hint}` };
}

async function folderVersion(root: string, word: string): Promise<Named> {
  const folder = path.resolve(root, word);
  const own = path.basename(folder) === FOLDER ? path.dirname(folder) : folder;
  if (own === path.resolve(root)) return { project: await workTree(root), part: {}, isPart: true };
  return { project: await projectIn(word, own), part: {} };
}

async function fileVersion(root: string, word: string): Promise<Named> {
  const file = path.relative(root, path.resolve(root, word)).split(path.sep).join('/');
  if (file.startsWith(`${FOLDER}/`)) return { project: await workTree(root), part: { path: file }, isPart: true };
  const { name, ...project } = await projectWith(root, {
    path: word,
    text: await readFile(path.resolve(root, word), 'utf8'),
  });
  return { project, part: { name } };
}

/** git counts paths from the top of the repository, unless they begin with a dot. */
async function fromRoot(root: string, written: string): Promise<string> {
  if (/^\.{1,2}\//.test(written)) return path.posix.normalize(written);
  return path.posix.relative(await prefixOf(root), written);
}
