/** Feeds the table's changes to the function that publishes them; nothing of the stream is lost, and nobody waits unnoticed. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IAlarmAction, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';
import { watch } from './alarms.ts';
import { keepLostChanges } from './rights.ts';
import type { WaymarkFunction } from './waymark-function.ts';

/** Items whose changes somebody waits for, as functions/aws/decode-change.ts has them; a test compares the two. */
export const publishedTypes = ['event', 'contact', 'run', 'segment'];

export interface OutboxProps {
  table: ITable;
  publisher: WaymarkFunction;
  tellTo: IAlarmAction;
}

export class Outbox extends Construct {
  /** What could not be told for a day. */
  readonly lostChanges: Bucket;

  constructor(scope: Construct, id: string, { table, publisher, tellTo }: OutboxProps) {
    super(scope, id);
    this.lostChanges = this.bucketOfLostChanges(publisher);
    const source = new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // A stream forgets after a day: what is not published by then is kept in the bucket, whole.
      retryAttempts: 100,
      maxRecordAge: Duration.hours(20),
      onFailure: { bind: () => ({ destination: this.lostChanges.bucketArn }) },
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
      filters: [FilterCriteria.filter({ dynamodb: { NewImage: { type: { S: publishedTypes } } } })],
    });
    publisher.function.addEventSource(source);
    acknowledge(publisher.role, acknowledgedReasons.outbox);

    const period = Duration.minutes(5);
    watch(this, 'Behind', {
      metric: publisher.function.metric('IteratorAge', { statistic: 'Maximum', period }),
      above: Duration.hours(1).toMilliseconds(),
      says: 'What contacts did an hour ago has not reached their journeys. A stuck stream loses records after a day.',
      tellTo,
    });
    watch(this, 'Lost', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: source.eventSourceMappingId },
        statistic: 'Sum',
        period,
      }),
      above: 0,
      says: 'Changes of contacts could not be published and lie in the bucket of lost changes.',
      tellTo,
    });
  }

  private bucketOfLostChanges({ role }: WaymarkFunction): Bucket {
    const bucket = new Bucket(this, 'LostChanges', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, acknowledgedReasons.lostChanges);
    for (const statement of keepLostChanges(bucket)) role.addToPolicy(statement);
    this.acknowledgeEveryObject(bucket, role);
    return bucket;
  }

  /** For whoever puts something there, or takes it away. */
  acknowledgeEveryObject(bucket: Bucket, role: Role): void {
    const name = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket);
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${name}.Arn>/*]`]: [
        'security',
        'Lambda names each object it keeps by itself; the bucket is for nothing else.',
      ],
    });
  }
}
