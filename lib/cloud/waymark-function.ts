/** One function: one file in functions/, one role of its own with what its work needs, one log that forgets. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';
import { functionCode } from './function-code.ts';
import { readAndWrite } from './rights.ts';

export interface FunctionProps {
  data: DataStack;
  api: ApiStack;
  /** Tokens of another deployment fail. */
  deployment: string;
  /** What it may do beside reading and writing the table. */
  may?: PolicyStatement[];
  environment?: Record<string, string>;
  timeout?: Duration;
  memorySize?: number;
  /** Where an asynchronous call goes that failed; left out: nobody calls it so. */
  deadLetterQueue?: IQueue;
  /** It is told all it needs by whoever calls it: no table, no keys, no rights. */
  isBare?: boolean;
}

export class WaymarkFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly log: LogGroup;

  /** `name` is the file in functions/. */
  constructor(scope: Construct, id: string, name: string, props: FunctionProps) {
    super(scope, id);
    const {
      data,
      api,
      deployment,
      may = [],
      timeout = Duration.seconds(30),
      memorySize = 512,
      deadLetterQueue,
      isBare = false,
    } = props;
    this.log = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.log.grantWrite(this.role);
    if (!isBare) data.key.grantDecrypt(this.role);
    for (const statement of [...(isBare ? [] : [readAndWrite(data.table)]), ...may]) this.role.addToPolicy(statement);

    this.function = new LambdaFunction(this, 'Function', {
      code: functionCode(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      description: `${Stack.of(this).stackName}: ${name}`,
      role: this.role,
      logGroup: this.log,
      timeout,
      memorySize,
      deadLetterQueue,
      ...(!isBare && {
        environmentEncryption: data.key,
        environment: {
          TABLE_NAME: data.table.tableName,
          ADDRESS_KEY: data.addressKey.secretValue.unsafeUnwrap(),
          SIGNING_KEYS: `k1:${data.signingKey.secretValue.unsafeUnwrap()}`,
          DEPLOYMENT: deployment,
          PUBLIC_URL: api.publicUrl,
          ...props.environment,
        },
      }),
    });
    acknowledge(this.function, acknowledgedReasons.untracedFunction);
    if (!deadLetterQueue) acknowledge(this.function, acknowledgedReasons.synchronousFunction);
  }
}
