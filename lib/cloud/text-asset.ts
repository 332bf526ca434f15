/** Brings a text to S3 with the deploy: machines and definitions are too large for a template. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';

/** The same text is the same object: nothing is uploaded or updated for it. */
export function textAsset(scope: Construct, id: string, { file, text }: { file: string; text: string }): Asset {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-'));
  try {
    writeFileSync(path.join(folder, file), text);
    return new Asset(scope, id, { path: path.join(folder, file) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
