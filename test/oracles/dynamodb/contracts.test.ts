/** What the table promises each port, it promises on AWS's own DynamoDB Local too. */
import { afterAll } from 'vitest';
import { tableContracts } from '../../contract/table-contracts.ts';
import { openDynamoDbLocal } from './dynamodb-local.ts';

const database = await openDynamoDbLocal();
afterAll(database.close);

tableContracts('on DynamoDB Local', database);
