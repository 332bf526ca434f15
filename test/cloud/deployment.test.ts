/** What a deploy must never lose: contacts, what happened to them, and the knowledge that something went wrong. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CARD_TIMEOUT_MS } from '../../functions/aws/cards.ts';
import { EFFECT_TIMEOUTS } from '../../functions/aws/clients.ts';
import { isDecoded } from '../../functions/aws/decode-change.ts';
import { createTableInput } from '../../functions/aws/table-shape.ts';
import { FOUND_STANDING as loggedByScan } from '../../functions/daily-scan.ts';
import { LAST_TRY, GIVEN_UP as loggedByQueues } from '../../functions/middleware/queue.ts';
import {
  SENDER_REFUSED as loggedBySenders,
  UNKNOWN_ANSWER as written,
} from '../../functions/middleware/told-answers.ts';
import { PAUSED_ITSELF as loggedByPublisher } from '../../functions/publish-changes.ts';
import { GIVEN_UP, PAUSED_ITSELF, SENDER_REFUSED, UNKNOWN_ANSWER } from '../../lib/cloud/functions-stack.ts';
import { FOUND_STANDING } from '../../lib/cloud/operations.ts';
import { publishedTypes } from '../../lib/cloud/outbox.ts';
import { CONFIRM_PATH, UNSUBSCRIBE_PATH } from '../../lib/engine/links.ts';
import { trackCalls } from '../../lib/engine/track-entry.ts';
import { rules as localRules } from '../../lib/local/bus/rules.ts';
import {
  actionsOf,
  compileExample,
  projectOf,
  type Resource,
  type Synthesized,
  statementsOf,
  synthesize,
  told,
} from './synthesized.ts';

let stacks: Synthesized;
const only = (type: string): Resource => {
  const found = stacks.ofType(type);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const isRetained = ({ DeletionPolicy, UpdateReplacePolicy }: Resource) =>
  DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain';

beforeAll(async () => {
  stacks = synthesize({ ...projectOf(await compileExample()), retentionDays: 500 });
}, 240_000);

describe('the table', () => {
  test('is kept whatever is deployed, encrypted, and can be brought back to any second', () => {
    const table = only('AWS::DynamoDB::Table');
    expect(isRetained(table)).toBe(true);
    expect(table.Properties).toMatchObject({
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  test('has the shape that the adapters and the embedded table have', () => {
    const { Properties } = only('AWS::DynamoDB::Table');
    const { TableName: _, StreamSpecification, ...shape } = createTableInput('any');
    const sorted = (list: unknown) =>
      (list as { AttributeName: string }[]).toSorted((a, b) => (a.AttributeName < b.AttributeName ? -1 : 1));
    expect({ ...Properties, AttributeDefinitions: sorted(Properties.AttributeDefinitions) }).toMatchObject({
      ...shape,
      AttributeDefinitions: sorted(shape.AttributeDefinitions),
      StreamSpecification: { StreamViewType: StreamSpecification.StreamViewType },
    });
  });

  test('and the secrets that its keys and links hang on are kept as long', () => {
    for (const secret of stacks.ofType('AWS::SecretsManager::Secret')) expect(isRetained(secret)).toBe(true);
    const key = only('AWS::KMS::Key');
    expect(isRetained(key)).toBe(true);
    expect(key.Properties.EnableKeyRotation).toBe(true);
  });
});

describe('what is passed on', () => {
  const queues = () => stacks.ofType('AWS::SQS::Queue');
  const deadOf = () =>
    new Set(
      queues().map(({ Properties }) =>
        told((Properties.RedrivePolicy as { deadLetterTargetArn?: unknown } | undefined)?.deadLetterTargetArn),
      ),
    );

  test('goes over encrypted queues, each with a dead-letter queue behind it or being one', () => {
    expect(queues().length).toBeGreaterThanOrEqual(10);
    for (const { id, Properties } of queues()) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
      expect(Boolean(Properties.RedrivePolicy) !== /Dead|Undelivered/.test(id), id).toBe(true);
    }
  });

  test('is given up by its function, with the cause, before the queue would put it aside without one', () => {
    const counts = queues().flatMap(({ Properties }) => {
      const policy = Properties.RedrivePolicy as { maxReceiveCount: number } | undefined;
      return policy ? [policy.maxReceiveCount] : [];
    });
    expect(new Set(counts)).toEqual(new Set([LAST_TRY + 1]));
  });

  test('is given again later than a handler can take, six times over', () => {
    const functions = stacks.ofType('AWS::Lambda::Function');
    for (const { Properties } of queues().filter((queue) => queue.Properties.RedrivePolicy)) {
      expect(Properties.VisibilityTimeout).toBe(/Intakes/.test(JSON.stringify(Properties.RedrivePolicy)) ? 720 : 180);
    }
    const timeoutOf = (name: string) =>
      functions.find(({ id }) => id.startsWith(`${name}Function`))?.Properties.Timeout;
    for (const name of ['Enroll', 'Signal', 'ProviderEvent', 'WakeRun', 'TakeTimer', 'TakeReply'])
      expect(timeoutOf(name)).toBe(30);
    expect(timeoutOf('Intake')).toBe(120);
  });

  test('rings an alarm from every dead-letter queue, and the alarm tells somebody', () => {
    const alarms = stacks.ofType('AWS::CloudWatch::Alarm');
    const watched = alarms.map(
      ({ stack, Properties }) =>
        `${stack} ${told((Properties.Dimensions as { Value: unknown }[] | undefined)?.[0]?.Value)}`,
    );
    const dead = queues().filter(({ Properties }) => !Properties.RedrivePolicy);
    expect(dead.length).toBe(12);
    for (const { stack, id } of dead) expect(watched).toContain(`${stack} <${id}.QueueName>`);
    for (const { id, Properties } of alarms) {
      expect((Properties.AlarmActions as unknown[]).map(told), id).toEqual([expect.stringContaining('Alarms')]);
      expect(Properties.AlarmDescription, id).toMatch(/\w+ \w+/);
    }
    expect(deadOf().size).toBeGreaterThan(1);
  });

  test('from every rule has somewhere to go when it cannot be delivered', () => {
    const targets = stacks
      .ofType('AWS::Events::Rule')
      .flatMap(({ Properties }) => Properties.Targets as Record<string, unknown>[]);
    expect(targets).toHaveLength(localRules.length);
    for (const target of targets) {
      expect(told((target.DeadLetterConfig as { Arn: unknown }).Arn)).toContain('Undelivered');
      expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    }
  });

  test('comes back item by item, and from the stream whole when it is given up', () => {
    const sources = stacks.ofType('AWS::Lambda::EventSourceMapping');
    expect(sources).toHaveLength(9);
    for (const { Properties } of sources) expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    const [stream] = sources.filter(({ Properties }) => Properties.StartingPosition);
    expect(stream?.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 100,
      MaximumRecordAgeInSeconds: 72_000,
    });
    const { OnFailure } = stream!.Properties.DestinationConfig as { OnFailure: { Destination: unknown } };
    expect(told(OnFailure.Destination)).toMatch(/LostChanges.*Arn/);
    expect(isRetained(stacks.ofType('AWS::S3::Bucket').find(({ id }) => id.includes('LostChanges'))!)).toBe(true);
  });

  test('of the table is what the publisher can read, and nothing else wakes it', () => {
    for (const type of publishedTypes) expect(isDecoded({ pk: '', sk: '', type })).toBe(true);
    for (const type of ['line', 'entry', 'counter', 'identity', 'chunk'])
      expect(isDecoded({ pk: '', sk: '', type })).toBe(false);
    const [stream] = stacks
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter(({ Properties }) => Properties.StartingPosition);
    const [filter] = (stream!.Properties.FilterCriteria as { Filters: { Pattern: string }[] }).Filters;
    expect(JSON.parse(filter?.Pattern ?? '')).toEqual({ dynamodb: { NewImage: { type: { S: publishedTypes } } } });
  });

  test('late by an hour, or lost, is told', () => {
    const metrics = stacks
      .ofType('AWS::CloudWatch::Alarm')
      .map(({ Properties }) => `${Properties.MetricName} > ${Properties.Threshold}`);
    expect(metrics).toEqual(
      expect.arrayContaining(['IteratorAge > 3600000', 'OnFailureDestinationDeliveredEventCount > 0', '5xx > 5']),
    );
  });
});

describe('rules', () => {
  const rules = () =>
    stacks.ofType('AWS::Events::Rule').map(({ id, Properties }) => ({
      id,
      pattern: Properties.EventPattern as Record<string, unknown>,
      bus: told(Properties.EventBusName),
      to: (Properties.Targets as { Arn: unknown }[]).map(({ Arn }) => told(Arn).replace(/^<(\w+)Queue.*/, '$1')),
    }));

  test('lead to each function once, however many journeys and kinds: a new kind needs no rule of its own', () => {
    const ours = rules().filter(({ bus }) => bus !== '');
    expect(ours.flatMap(({ to }) => to).sort()).toEqual(['Enroll', 'Signal', 'Watch']);
    for (const { pattern } of ours) expect(Object.keys(pattern).sort()).toEqual(['detail', 'source']);
  });

  test('bring what SES says of our emails, and broken executions of our machines, from the default bus', () => {
    const fromOthers = rules().filter(({ bus }) => bus === '');
    expect(fromOthers.map(({ to }) => to)).toEqual([['ProviderEvent'], ['WakeRun']]);
    expect(fromOthers[0]?.pattern).toMatchObject({
      source: ['aws.ses'],
      detail: { mail: { tags: { 'ses:configuration-set': [expect.anything()] } } },
    });
    expect(fromOthers[1]?.pattern).toMatchObject({
      source: ['aws.states'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    });
    expect(
      told(
        (fromOthers[1]!.pattern as { detail: { stateMachineArn: { prefix: unknown }[] } }).detail.stateMachineArn[0]
          ?.prefix,
      ),
    ).toMatch(/stateMachine:ExampleMachine$/);
  });
});

describe('the public address', () => {
  test('answers the routes that the handlers know, and no more requests than it can take', () => {
    const keys = stacks
      .ofType('AWS::ApiGatewayV2::Route')
      .map(({ Properties }) => String(Properties.RouteKey))
      .sort();
    const links = [UNSUBSCRIBE_PATH, CONFIRM_PATH].flatMap((path) =>
      ['GET', 'HEAD', 'POST'].map((method) => `${method} ${path}{token}`),
    );
    const ingest = [
      'POST /v1/answers/{survey}',
      'POST /v1/forms/{form}',
      'GET /v1/forms/{form}/thanks',
      'POST /v1/batch',
      'POST /v1/webhooks/{source}',
      ...trackCalls.map((call) => `POST /v1/${call}`),
    ];
    expect(keys).toEqual([...links, ...ingest].sort());
    expect(only('AWS::ApiGatewayV2::Stage').Properties.DefaultRouteSettings).toEqual({
      ThrottlingBurstLimit: 1_000,
      ThrottlingRateLimit: 500,
    });
  });

  test('keeps no address, path or agent of a contact in its log', () => {
    const { Format } = only('AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings as { Format: string };
    expect(Object.keys(JSON.parse(Format))).toEqual(['request', 'at', 'route', 'status', 'ms', 'bytes', 'fault']);
    expect(Format).not.toMatch(/identity|sourceIp|userAgent|path|\$context\.routePath/i);
  });

  test('demands a write key', () => {
    const ingest = stacks.ofType('AWS::Lambda::Function').find(({ id }) => id.startsWith('IngestFunction'));
    const { Variables } = ingest!.Properties.Environment as { Variables: Record<string, unknown> };
    expect(told(Variables.WRITE_KEYS)).toMatch(/^\{\{resolve:secretsmanager:<WriteKey.*>:SecretString:::\}\}$/);
  });
});

describe('functions', () => {
  test('run on the Node that everything is tested on, encrypted settings, and logs that forget', () => {
    for (const { Properties } of stacks.ofType('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogGroup: expect.anything() },
      });
      // Whoever is told nothing has nothing to encrypt.
      if (Properties.Environment !== undefined) expect(Properties.KmsKeyArn).toBeDefined();
    }
    const untold = stacks.ofType('AWS::Lambda::Function').filter(({ Properties }) => !Properties.Environment);
    expect(untold.map(({ id }) => id.replace(/Function[0-9A-F]{8}$/, ''))).toEqual(['CallWebhook']);
    // How long what happened is kept, where the project says so.
    const ingest = stacks.ofType('AWS::Lambda::Function').find(({ id }) => id.startsWith('IngestFunction'));
    expect(ingest?.Properties.Environment).toMatchObject({ Variables: { RETENTION_DAYS: '500' } });
    const logs = stacks.ofType('AWS::Logs::LogGroup');
    // Beside the functions': of the API, and the errors of Express machines.
    expect(logs).toHaveLength(stacks.ofType('AWS::Lambda::Function').length + 2);
    for (const { Properties } of logs) expect(Properties.RetentionInDays).toBe(90);
  });

  test('that are called asynchronously have somewhere for what failed', () => {
    const [publisher] = stacks.ofType('AWS::Lambda::Function').filter(({ stack }) => stack === 'Journeys');
    expect(told((publisher!.Properties.DeadLetterConfig as { TargetArn: unknown }).TargetArn)).toContain('Undelivered');
    const [scan] = stacks.ofType('AWS::Lambda::Function').filter(({ id }) => id.startsWith('DailyScan'));
    expect(told((scan!.Properties.DeadLetterConfig as { TargetArn: unknown }).TargetArn)).toContain(
      'OperationsUndelivered',
    );
  });
});

describe('operators', () => {
  test('come in by a door that asks for their own signature, and nowhere else', () => {
    const url = only('AWS::Lambda::Url');
    expect(url.Properties.AuthType).toBe('AWS_IAM');
    expect(told(url.Properties.TargetFunctionArn)).toMatch(/^<OperateFunction/);
    // Nobody is let in from here: each operator's role says that it may.
    const open = stacks
      .ofType('AWS::Lambda::Permission')
      .filter(({ Properties }) => told(Properties).includes('Operate'));
    expect(open).toEqual([]);
    expect(Object.keys((stacks.templates.Functions as { Outputs: object }).Outputs).join()).toContain('OperateUrl');
  });

  test('are spared the looking: every hour the scan is called, goes on where it was, or finds the day done', () => {
    const { Properties } = only('AWS::Scheduler::Schedule');
    const target = Properties.Target as Record<string, unknown>;
    expect(Properties.ScheduleExpression).toBe('rate(1 hour)');
    expect(told(target.Arn)).toMatch(/^<DailyScanFunction/);
    expect(told((target.DeadLetterConfig as { Arn: unknown }).Arn)).toContain('OperationsUndelivered');
    const clock = statementsOf(stacks, 'OperationsClock');
    expect(actionsOf(clock)).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
    const [scan] = stacks.ofType('AWS::Lambda::Function').filter(({ id }) => id.startsWith('DailyScan'));
    expect(scan?.Properties.Timeout).toBe(900);
  });
});

describe('senders', () => {
  const senders = () => stacks.ofType('AWS::Lambda::Function').filter(({ id }) => /^Send(Email|Sms)/.test(id));

  test('have longer than a provider may take to answer, and the time to write it down', () => {
    const { connectionTimeout, requestTimeout } = EFFECT_TIMEOUTS;
    expect(senders()).toHaveLength(2);
    for (const { Properties } of senders()) {
      expect(Number(Properties.Timeout) * 1_000).toBeGreaterThan(connectionTimeout + requestTimeout + 2_000);
    }
    const [till] = stacks.ofType('AWS::Lambda::Function').filter(({ id }) => id.startsWith('ChargeCard'));
    expect(Number(till?.Properties.Timeout) * 1_000).toBeGreaterThan(2 * CARD_TIMEOUT_MS + 2_000);
  });

  test('ring an alarm where nobody knows whether a message arrived, or none is taken; the scan for whoever stands still', () => {
    const filters = stacks.ofType('AWS::Logs::MetricFilter');
    expect(written).toBe(UNKNOWN_ANSWER);
    expect(loggedBySenders).toBe(SENDER_REFUSED);
    expect(loggedByScan).toBe(FOUND_STANDING);
    expect(loggedByPublisher).toBe(PAUSED_ITSELF);
    expect(loggedByQueues).toBe(GIVEN_UP);
    const consumers = ['Enroll', 'Signal', 'Watch', 'ProviderE', 'WakeRun', 'TakeTimer', 'Intake', 'TakeReply'];
    const ofQueues = filters.filter(({ Properties }) => String(Properties.FilterPattern).includes(GIVEN_UP));
    expect(ofQueues.map(({ Properties }) => told(Properties.LogGroupName))).toEqual(
      consumers.map((name) => expect.stringContaining(`<${name}`)),
    );
    const others = filters.filter((filter) => !ofQueues.includes(filter));
    expect(
      others.map(({ Properties }) => [told(Properties.LogGroupName).slice(0, 10), Properties.FilterPattern]),
    ).toEqual([
      ['<SendEmail', `{ $.message = "${written}" }`],
      ['<SendEmail', `{ $.message = "${loggedBySenders}" }`],
      ['<SendSmsLo', `{ $.message = "${written}" }`],
      ['<SendSmsLo', `{ $.message = "${loggedBySenders}" }`],
      ['<ChargeCar', `{ $.message = "${written}" }`],
      ['<ChargeCar', `{ $.message = "${loggedBySenders}" }`],
      ['<PublishCh', `{ $.message = "${PAUSED_ITSELF}" }`],
      ['<DailyScan', `{ $.message = "${FOUND_STANDING}" }`],
    ]);
    const metrics = stacks.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.MetricName);
    for (const { Properties } of filters) {
      expect(metrics).toContain((Properties.MetricTransformations as { MetricName: string }[])[0]?.MetricName);
    }
  });
});

describe('definitions', () => {
  test('are copied before any machine changes, and contacts are led to them last', () => {
    const [keep, publish] = ['Keep', 'Publish'].map((id) => stacks.resources.find((one) => one.id === id)!);
    const nested = stacks.ofType('AWS::CloudFormation::Stack');
    expect(nested.length).toBeGreaterThan(0);
    expect(keep?.Properties).toMatchObject({
      does: 'keep',
      bucket: expect.anything(),
      key: expect.stringMatching(/\.json$/),
      ServiceTimeout: 360,
    });
    for (const { DependsOn } of nested) expect(DependsOn).toContain('Keep');
    const machines = publish?.Properties.machines as Record<string, unknown>;
    expect(Object.keys(machines).sort()).toEqual(['call-back', 'welcome-series', 'win-back']);
    for (const machine of Object.values(machines))
      expect(told(machine)).toMatch(/NestedStackResource.*Outputs.*Version/);
  });

  test('stay, with every version that anybody may be in', () => {
    const kept = ['AWS::StepFunctions::StateMachine', 'AWS::StepFunctions::StateMachineVersion'].flatMap(stacks.ofType);
    expect(kept).toHaveLength(6);
    for (const resource of kept) expect(isRetained(resource), resource.id).toBe(true);
    for (const { Properties } of stacks.ofType('AWS::StepFunctions::StateMachineVersion')) {
      expect(told(Properties.StateMachineRevisionId)).toMatch(/\.StateMachineRevisionId>$/);
    }
    const roles = stacks.resources.filter(({ stack, Type }) => stack.startsWith('Machines') && /^AWS::IAM/.test(Type));
    for (const role of roles) expect(isRetained(role), role.id).toBe(true);
  });
});

describe('templates', () => {
  test('every resource has the id it had', async () => {
    const ids = stacks.resources.map(({ stack, id, Type }) => `${stack} ${id} ${Type}`).sort();
    await expect(`${ids.join('\n')}\n`).toMatchFileSnapshot('../golden/cloud/resource-ids.txt');
  });

  test('of three hundred definitions fit into CloudFormation, and those that were there stay in their stack', async () => {
    const project = projectOf(await compileExample());
    const [first] = project.machines;
    const many = Array.from({ length: 300 }, (_, place) => ({ ...first!, name: `journey-${place}` }));
    const all = synthesize({ ...project, machines: [...many, ...project.machines] });
    for (const [name, template] of Object.entries(all.templates)) {
      const { Resources, Outputs = {}, Parameters = {} } = template as Record<string, object>;
      expect(Object.keys(Resources ?? {}).length, `resources of ${name}`).toBeLessThanOrEqual(500);
      expect(Object.keys(Outputs).length, `outputs of ${name}`).toBeLessThanOrEqual(200);
      expect(Object.keys(Parameters).length, `parameters of ${name}`).toBeLessThanOrEqual(200);
      expect(JSON.stringify(template).length, `size of ${name}`).toBeLessThanOrEqual(1_000_000);
    }
    const stackOf = ({ ofType }: Synthesized) =>
      new Map(ofType('AWS::StepFunctions::StateMachine').map(({ stack, id }) => [id, stack]));
    const [before, after] = [stackOf(stacks), stackOf(all)];
    for (const [id, stack] of before) expect(after.get(id)).toBe(stack);
    expect(new Set(after.values()).size).toBe(8);
  }, 240_000);
});
