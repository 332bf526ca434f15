/** What meets at a run meets on AWS's own DynamoDB Local too. */
import { afterAll } from 'vitest';
import { racesOn } from '../../support/races-on-tables.ts';
import { openDynamoDbLocal } from './dynamodb-local.ts';

const database = await openDynamoDbLocal();
afterAll(database.close);

/** `WAYMARK_ROUNDS=1000` for thousands of races. */
const rounds = Number(process.env.WAYMARK_ROUNDS ?? 12);
racesOn('DynamoDB Local', database, { rounds, seed: Number(process.env.WAYMARK_SEED ?? 1) });
