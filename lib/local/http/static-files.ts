/** Hands out the files of one folder, and nothing outside it. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { problem } from './problem.ts';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.map': 'application/json',
  '.woff2': 'font/woff2',
};

/** `path` as it stands in the address. */
export async function fileAnswer(dir: string, path: string): Promise<Response> {
  const missing = () => problem(404, { title: 'There is no such page.' });
  let name: string;
  try {
    name = normalize(decodeURIComponent(path));
  } catch {
    return missing();
  }
  const isHidden = name.split(/[/\\]/).some((part) => part.startsWith('.'));
  const file = join(dir, name.endsWith(sep) || name.endsWith('/') ? `${name}index.html` : name);
  if (isHidden || name.includes('\0') || !file.startsWith(normalize(`${dir}/`))) return missing();
  const type = mediaTypes[extname(file)];
  const bytes = type && (await readFile(file).catch(() => undefined));
  if (!bytes) return missing();
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}
