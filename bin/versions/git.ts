/** Reads the project as it was in an earlier revision, without touching what the author is working on. */
import { spawn } from 'node:child_process';

/** The commit that a revision names, or nothing if it names none here. Throws where there is no git repository. */
export async function commitOf(root: string, revision: string): Promise<string | undefined> {
  const { code, out, error } = await git(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (error.includes('not a git repository')) {
    throw new Error('This is not in a git repository: name two files or folders to compare.');
  }
  return code === 0 ? out.toString('utf8').trim() : undefined;
}

/** The files under `folder` (seen from `root`) at a commit. */
export async function filesAt(
  root: string,
  commit: string,
  folder: string,
  wanted: (path: string) => boolean,
): Promise<{ path: string; text: string }[]> {
  const listed = await git(root, ['ls-tree', '-r', '-z', commit, '--', `${folder}/`]);
  const entries = listed.out
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return blob && path && wanted(path) ? [{ blob, path }] : [];
    });
  const texts = await blobs(
    root,
    entries.map(({ blob }) => blob),
  );
  return entries.map(({ path }, index) => ({ path, text: texts[index] ?? '' }));
}

/** Where `root` lies in its repository (`apps/crm/`), for paths that somebody wrote from the top. */
export const prefixOf = async (root: string): Promise<string> =>
  (await git(root, ['rev-parse', '--show-prefix'])).out.toString('utf8').trim();

/** All of them from one process, in the order asked for: `<id> blob <bytes>`, the bytes, an end of line. */
async function blobs(root: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { out } = await git(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  const texts: string[] = [];
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf('\n', at);
    const bytes = Number(out.toString('utf8', at, end).split(' ')[2]);
    texts.push(out.toString('utf8', end + 1, end + 1 + bytes));
    at = end + bytes + 2;
  }
  return texts;
}

interface Answer {
  code: number | null;
  out: Buffer;
  error: string;
}

function git(root: string, args: string[], input = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    child.once('error', () => reject(new Error('git cannot be started here: name two files or folders to compare.')));
    child.once('close', (code) =>
      resolve({ code, out: Buffer.concat(out), error: Buffer.concat(error).toString('utf8') }),
    );
    // What git no longer wants to read is told by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
