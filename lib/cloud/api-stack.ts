/** The one public address: forms, reports and links in messages come here, and no more of them than we can take. */
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { watch } from './alarms.ts';

/** Requests a second, and at one moment; everything above is answered 429. */
const THROTTLE = { rateLimit: 500, burstLimit: 1_000 };

export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, { tellTo, ...props }: StackProps & { tellTo: IAlarmAction }) {
    super(scope, id, props);
    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.POST],
        allowHeaders: ['authorization', 'content-type'],
        maxAge: Duration.hours(1),
      },
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
    this.publicUrl = this.api.apiEndpoint;
    watch(this, 'Failing', {
      metric: this.api.metricServerError({ statistic: 'Sum', period: Duration.minutes(5) }),
      above: 5,
      says: 'Forms and reports of contacts are answered with a fault of ours.',
      tellTo,
    });
  }
}

/** No address, no path, no agent: a path may be a contact's link, and an IP address is a contact's. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    request: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    route: '$context.routeKey',
    status: AccessLogField.contextStatus(),
    ms: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
    fault: '$context.integrationErrorMessage',
  }),
);
