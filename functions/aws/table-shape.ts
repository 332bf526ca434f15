/** The one table that holds everything about a contact, as plain data: created locally from it, compared with in the cloud. */

export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Sparse: open runs, contacts and follow-ups, for operators' lists. */
  listing: { indexName: 'listing', partitionKey: 'listed', sortKey: 'listedAs', projection: 'KEYS_ONLY' },
  /** Epoch seconds; free of charge but late, hence never a timer. */
  timeToLive: 'expiresAt',
  stream: 'NEW_AND_OLD_IMAGES',
  billing: 'PAY_PER_REQUEST',
} as const;

/** Input of `CreateTable`; time to live is a call of its own, which the embedded database does not know. */
export function createTableInput(tableName: string) {
  const { partitionKey, sortKey, listing, stream, billing } = tableShape;
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: tableName,
    BillingMode: billing,
    AttributeDefinitions: [partitionKey, sortKey, listing.partitionKey, listing.sortKey].map((name) => ({
      AttributeName: name,
      AttributeType: 'S' as const,
    })),
    KeySchema: keys(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: listing.indexName,
        KeySchema: keys(listing.partitionKey, listing.sortKey),
        Projection: { ProjectionType: listing.projection },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: stream },
  };
}
