import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTable } from '../../functions/aws/table.ts';
import { type Database, openDatabase, TABLE } from '../../lib/local/table/database.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-database-'));
  database = await openDatabase(folder);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const item = { pk: 'C#ann', sk: 'contact', type: 'contact', rev: 1 };

test('what is written is there again after the table was closed and opened', async () => {
  await createTable(database.client, TABLE).put(item);
  await database.close();
  database = await openDatabase(folder);

  expect(await createTable(database.client, TABLE).get(item)).toEqual(item);
});

test.each<{ case: string; headers: Record<string, string>; method: string }>([
  {
    case: "another site's page",
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    method: 'OPTIONS',
  },
  { case: 'a program without the key', headers: { 'x-amz-target': 'DynamoDB_20120810.Scan' }, method: 'POST' },
  {
    case: 'a program with a key of its own',
    headers: {
      'x-amz-target': 'DynamoDB_20120810.Scan',
      'x-amz-date': '20260302T090000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260302/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    method: 'POST',
  },
])('$case that has found the port learns nothing about anybody', async ({ headers, method }) => {
  await createTable(database.client, TABLE).put(item);
  const body = method === 'POST' ? JSON.stringify({ TableName: TABLE }) : undefined;
  const answer = await fetch(database.endpoint, {
    method,
    headers: { 'content-type': 'application/x-amz-json-1.0', ...headers },
    body,
  });

  expect([answer.status, await answer.text(), answer.headers.get('access-control-allow-origin')]).toEqual([
    403,
    '',
    null,
  ]);
});
