/** The least a function on DynamoDB can be: what is measured beside our own functions. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = (key: string) =>
  client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: key }, sk: { S: key } } }));
