/** What each function may do, statement by statement: only the senders reach anybody outside. */
import { Aws } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { machinePrefix } from './project.ts';

export const arnOf = (service: string, resource: string) =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** Single items and queries of one partition: no scan, no batch, no transaction, and nothing is deleted. */
export const readAndWrite = (table: ITable) =>
  new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    resources: [table.tableArn],
  });

/** Runs by how they stand, and all contacts, for whoever walks through them. */
export const readListing = (table: ITable) =>
  new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/listing`] });

/** What is kept of a contact, item by item. */
export const forgetContacts = (table: ITable) =>
  new PolicyStatement({ actions: ['dynamodb:DeleteItem'], resources: [table.tableArn] });

/** Memberships of segments are changed in place. */
export const changeSegments = (table: ITable) =>
  new PolicyStatement({ actions: ['dynamodb:UpdateItem'], resources: [table.tableArn] });

/** What was given up on goes back to the queue it came from. */
export const giveBack = (queues: readonly IQueue[]) =>
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues.map(({ queueArn }) => queueArn) });

const toStates = (actions: string[], resource: 'stateMachine' | 'execution', project: string) =>
  new PolicyStatement({
    actions: actions.map((action) => `states:${action}`),
    resources: [arnOf('states', `${resource}:${machinePrefix(project)}*`)],
  });

export const startRuns = (project: string) => toStates(['StartExecution'], 'stateMachine', project);
export const answerWaits = (project: string) => toStates(['SendTaskSuccess'], 'stateMachine', project);
export const stopExecutions = (project: string) => toStates(['StopExecution'], 'execution', project);

/** Of one function, by another: what leads outside is called and waited for. */
export const callFunction = (called: IFunction) =>
  new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [called.functionArn] });

export const publishEvents = (bus: IEventBus) =>
  new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] });

/** From these addresses, through this configuration set, and in no other way. */
export function sendEmails(senders: readonly string[], configurationSet: IConfigurationSet): PolicyStatement[] {
  if (senders.length === 0) return [];
  const identities = new Set(senders.flatMap((sender) => [sender, sender.slice(sender.indexOf('@') + 1)]));
  return [
    new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [
        ...[...identities].sort().map((identity) => arnOf('ses', `identity/${identity}`)),
        arnOf('ses', `configuration-set/${configurationSet.configurationSetName}`),
      ],
      conditions: { StringEquals: { 'ses:FromAddress': [...senders].sort() } },
    }),
  ];
}

/** Step Functions delivers the errors of Express executions itself, and asks for these rights on everything. */
export const deliverLogs = () =>
  new PolicyStatement({
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    resources: ['*'],
  });

/** What Lambda itself writes when it gives up on a record of the table's stream. */
export const keepLostChanges = (bucket: IBucket): PolicyStatement[] => [
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] }),
];

/** What was lost is told again by whoever is told to, and taken away then. */
export const retellLostChanges = (bucket: IBucket): PolicyStatement[] => [
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  new PolicyStatement({ actions: ['s3:GetObject', 's3:DeleteObject'], resources: [bucket.arnForObjects('*')] }),
];

/** To phones: they have no ARN, so everything that has one is left out. */
export const allowTexts = () =>
  new PolicyStatement({ actions: ['sns:OptInPhoneNumber'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] });

export const sendTexts = () =>
  new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] });
