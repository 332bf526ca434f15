/** What must outlive every deploy: contacts and their history, and the secrets that their links and keys hang on. */
import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';

export class DataStack extends Stack {
  /** Encrypts what functions are told and what alarms tell. */
  readonly key: Key;
  readonly table: Table;
  /** Under which addresses become keys of the table: it may never change while the table lives. */
  readonly addressKey: Secret;
  readonly signingKey: Secret;
  /** Websites name it when they report; it stands in their source for all to read. */
  readonly writeKey: Secret;
  readonly tellTo: IAlarmAction;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.key = new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    this.table = new Table(this, 'Table', {
      // As functions/aws/table-shape.ts has it for the embedded table; a test compares the two.
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'listing',
      partitionKey: { name: 'listed', type: AttributeType.STRING },
      sortKey: { name: 'listedAs', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.addressKey = this.secret('AddressKey', 'Turns addresses into keys of the table; never changed.');
    this.signingKey = this.secret('SigningKey', 'Signs the links in messages.');
    this.writeKey = this.secret('WriteKey', 'Named by websites that report to the tracking API.');
    const alarms = new Topic(this, 'Alarms', { masterKey: this.key, enforceSSL: true });
    this.key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    this.tellTo = new SnsAction(alarms);
  }

  private secret(id: string, description: string): Secret {
    const secret = new Secret(this, id, {
      description,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, acknowledgedReasons.ownSecret);
    return secret;
  }
}
