/** Where the service that carries our texts puts what people text back: a topic, and a queue in front of who reads it. */
import { Aws, CfnOutput, type Duration } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue, WatchedQueue } from './watched-queue.ts';

export interface RepliesProps {
  key: Key;
  tellTo: IAlarmAction;
  handlerTimeout: Duration;
}

export class Replies extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { key, tellTo, handlerTimeout }: RepliesProps) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    const carrier = new ServicePrincipal('sms-voice.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    });
    topic.grantPublish(carrier);
    key.grantEncryptDecrypt(carrier);
    this.queue = new WatchedQueue(this, 'Replies', { tellTo, handlerTimeout }).queue;
    const undelivered = new DeadLetterQueue(this, 'Undelivered', { tellTo }).queue;
    topic.addSubscription(new SqsSubscription(this.queue, { rawMessageDelivery: true, deadLetterQueue: undelivered }));
    new CfnOutput(this, 'TopicArn', {
      value: topic.topicArn,
      description: 'Name this topic as the destination of two-way SMS of each number that texts go out from.',
    });
  }
}
