/** Bundles an entry point as the deployed function is bundled, and says what every contact's event then has to load. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import options from '../../functions/bundle-options.json' with { type: 'json' };
import { projectRoot } from './imports.ts';

export interface Bundle {
  name: string;
  code: string;
  bytes: number;
  /** Without the AWS SDK and what only the SDK pulls in. */
  bytesBesideSdk: number;
  packages: string[];
  /** What weighs most beside the SDK, heaviest first: packages whole, our own files one by one. */
  heaviest: { name: string; bytes: number }[];
}

/** The file names in functions/, without those in its folders: `send-email.ts`. */
export const functionEntries = (root = projectRoot) =>
  existsSync(join(root, 'functions'))
    ? readdirSync(join(root, 'functions'))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
        .sort()
    : [];

/** `entry` is a path from the project's root. */
export async function bundleFunction(entry: string, root = projectRoot): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...(options as BuildOptions),
    entryPoints: [entry],
    absWorkingDir: root,
    outfile: entry.replace(/\.ts$/, '.mjs'),
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const beside = reachableBesideSdk(metafile, entry);
  const inputs = Object.entries(output?.inputs ?? {}).map(([path, { bytesInOutput }]) => ({
    path,
    bytes: bytesInOutput,
  }));
  const ours = inputs.filter(({ path }) => beside.has(path));
  return {
    name: entry.replace(/^.*\//, '').replace(/\.ts$/, ''),
    code: outputFiles[0]?.text ?? '',
    bytes: output?.bytes ?? 0,
    bytesBesideSdk: ours.reduce((sum, { bytes }) => sum + bytes, 0),
    packages: [...new Set(inputs.flatMap(({ path }) => packageOf(path) ?? []))].sort(),
    heaviest: heaviest(ours),
  };
}

/** A package that nobody but the SDK asks for is the SDK's weight: walk the imports without going through it. */
function reachableBesideSdk({ inputs }: Metafile, entry: string): Set<string> {
  const reached = new Set<string>();
  for (let found = [entry]; found.length > 0; ) {
    const fresh = [...new Set(found)].filter((path) => path in inputs && !reached.has(path) && !isSdk(path));
    for (const path of fresh) reached.add(path);
    found = fresh.flatMap((path) => inputs[path]?.imports.map((imported) => imported.path) ?? []);
  }
  return reached;
}

function heaviest(inputs: { path: string; bytes: number }[]): { name: string; bytes: number }[] {
  const sums = new Map<string, number>();
  for (const { path, bytes } of inputs) {
    const name = packageOf(path) ?? path;
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  return [...sums]
    .map(([name, bytes]) => ({ name, bytes }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 8);
}

const packageOf = (path: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
const isSdk = (path: string) => /^@(aws-sdk|smithy)\//.test(packageOf(path) ?? '');
