/** Findings of cdk-nag that stand on purpose: each with its reason and the role that answers for it. */
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

type Owner = 'platform' | 'security';
type Reason = [owner: Owner, reason: string];

/** `rule` may name one finding of a rule: `AwsSolutions-IAM5[Resource::*]`. */
export function acknowledge(scope: IConstruct, reasons: Record<string, Reason>): void {
  for (const [id, [owner, reason]] of Object.entries(reasons)) {
    Validations.of(scope).acknowledge({ id, reason: `${reason} Owner: ${owner}.` });
  }
}

const calledDirectly =
  'Called and waited for, or fed by a queue or stream that keeps what failed: nothing is invoked asynchronously.';
const tracing =
  'Each run has its own timeline and log lines under its id; X-Ray would need rights on everything and add cost per call.';

export const acknowledgedReasons = {
  synchronousFunction: { 'Serverless-LambdaDLQ': ['platform', calledDirectly] },
  untracedFunction: { 'Serverless-LambdaTracing': ['platform', tracing] },
  queueSource: {
    'Serverless-LambdaEventSourceMappingDestination': [
      'platform',
      'A queue as a source has no failure destination: its own redrive policy keeps what failed.',
    ],
  },
  lastQueue: {
    'AwsSolutions-SQS3': ['platform', 'This is the dead-letter queue; an alarm watches its depth.'],
    'Serverless-SQSRedrivePolicy': ['platform', 'This is the dead-letter queue; an alarm watches its depth.'],
  },
  machine: {
    'AwsSolutions-SF1': [
      'security',
      'Standard executions keep their history for 90 days; logging it would copy ids to one more place.',
    ],
    'AwsSolutions-SF2': ['platform', tracing],
    'Serverless-StepFunctionStateMachineXray': ['platform', tracing],
  },
  expressMachine: {
    'AwsSolutions-SF1': [
      'platform',
      'Errors are logged; logging every step would cost several times what the runs do.',
    ],
    'AwsSolutions-SF2': ['platform', tracing],
    'Serverless-StepFunctionStateMachineXray': ['platform', tracing],
  },
  logDelivery: {
    'AwsSolutions-IAM5[Resource::*]': [
      'security',
      'Step Functions sets up the delivery of logs itself; it knows no ARN.',
    ],
  },
  publicRoute: {
    'AwsSolutions-APIG4': [
      'security',
      'Websites and mail programs call this without a login: write keys and signed links guard it, and a throttle.',
    ],
  },
  lostChanges: {
    'AwsSolutions-S1': [
      'security',
      'Holds only records that could not be published, for 30 days; nobody reads it but the replay.',
    ],
  },
  outbox: {
    'AwsSolutions-IAM5[Resource::*]': ['security', 'dynamodb:ListStreams knows no single stream; it lists names only.'],
  },
  ownSecret: {
    'AwsSolutions-SMG4': [
      'security',
      'Links in sent messages and keys of the table hang on it: it is changed by hand, old and new side by side.',
    ],
  },
} satisfies Record<string, Record<string, Reason>>;
