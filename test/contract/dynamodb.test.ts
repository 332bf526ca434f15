/** The table's halves, held to every port's contract against a DynamoDB in this process. */
import { afterAll } from 'vitest';
import { createSigner } from '../../functions/aws/signing.ts';
import { systemClock } from '../../functions/aws/system-clock.ts';
import { openDatabase } from '../support/dynalite.ts';
import { monday } from '../support/records.ts';
import { clockContract } from './clock.ts';
import { signerContract } from './signer.ts';
import { tableContracts } from './table-contracts.ts';

const database = await openDatabase();
afterAll(database.close);

tableContracts('on DynamoDB', database);
signerContract({
  name: 'with HMAC',
  make: async () => ({
    port: createSigner({
      deployment: 'test',
      keys: [{ id: 'k1', secret: 'a secret of thirty-two letters at least' }],
      clock: { now: () => monday },
    }),
  }),
});
clockContract({ name: 'of the system', make: async () => ({ port: systemClock }) });
