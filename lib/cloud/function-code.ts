/** Bundles a function as the bundle test measures it: one file, without the shell and the package runner in between. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const options = JSON.parse(readFileSync(path.join(root, 'functions/bundle-options.json'), 'utf8'));

/** `name` is the file in functions/. The same code is the same asset, whatever else has changed. */
export function functionCode(name: string): Code {
  return Code.fromAsset(path.join(root, 'functions'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: bundling here succeeds or ends the synthesis.
      image: DockerImage.fromRegistry('none'),
      // Not run either: it tells one function's output from another's.
      command: [name],
      local: {
        tryBundle(folder) {
          buildSync({
            ...options,
            entryPoints: [`functions/${name}.ts`],
            absWorkingDir: root,
            outfile: path.join(folder, 'index.mjs'),
          });
          return true;
        },
      },
    },
  });
}
