/** Who may do what: each function what its work needs, each machine what its journey calls, and only senders reach anybody. */
import { beforeAll, describe, expect, test } from 'vitest';
import { pascal } from '../../lib/cloud/project.ts';
import type { StateMachine } from '../../lib/compiler/asl.ts';
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { functionEntries } from '../support/bundle.ts';
import {
  actionsOf,
  compileExample,
  projectOf,
  type Statement,
  type Synthesized,
  statementsOf,
  synthesize,
  told,
} from './synthesized.ts';

let compiled: CompiledProject;
let stacks: Synthesized;

beforeAll(async () => {
  compiled = await compileExample();
  stacks = synthesize(projectOf(compiled));
}, 60_000);

const everywhere = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'kms:Decrypt',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];
const onlyLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const fromQueue = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const fromStream = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
  's3:ListBucket',
  's3:PutObject',
];
const setsTimers = ['iam:PassRole', 'scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'];
const logsErrors = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];
const rights: Record<string, string[]> = {
  'run-step': [
    'dynamodb:UpdateItem',
    'lambda:InvokeFunction',
    'states:SendTaskSuccess',
    'states:StartExecution',
    'states:StopExecution',
    ...setsTimers,
  ],
  'send-email': ['ses:SendRawEmail', ...setsTimers],
  'send-sms': ['sns:Publish', ...setsTimers],
  'charge-card': setsTimers,
  ingest: [],
  unsubscribe: [],
  enroll: [...fromQueue, 'states:StartExecution', 'states:StopExecution', ...setsTimers],
  signal: [...fromQueue, 'states:StartExecution', 'states:SendTaskSuccess', 'states:StopExecution', ...setsTimers],
  'take-timer': [...fromQueue, 'states:StartExecution', ...setsTimers],
  intake: [...fromQueue, 'dynamodb:Query', 'states:StartExecution', 'states:StopExecution', ...setsTimers],
  'take-reply': [...fromQueue, 'sns:Publish', 'sns:OptInPhoneNumber'],
  watch: [...fromQueue, 'states:StartExecution', 'states:StopExecution', ...setsTimers],
  'provider-event': fromQueue,
  'wake-run': [...fromQueue, 'states:StartExecution'],
  operate: [
    'dynamodb:DeleteItem',
    'dynamodb:Query',
    'events:PutEvents',
    's3:DeleteObject',
    's3:GetObject',
    's3:ListBucket',
    'sqs:SendMessage',
    'states:StartExecution',
    'states:StopExecution',
    ...setsTimers,
  ],
  'daily-scan': [
    'dynamodb:Query',
    'scheduler:ListSchedules',
    'sqs:SendMessage',
    'states:StartExecution',
    'states:StopExecution',
    ...setsTimers,
  ],
  'publish-changes': [...fromStream, 'events:PutEvents'],
  'publish-definitions': ['s3:GetObject', 'sqs:SendMessage', ...setsTimers],
};

const CALLS_OUT = 'call-webhook';
const entries = functionEntries().map((file) => file.replace(/\.ts$/, ''));

describe('a function', () => {
  test('is deployed for every file in functions/, each with a role of its own', () => {
    const functions = stacks.ofType('AWS::Lambda::Function').filter(({ id }) => !id.startsWith('Custom'));
    expect(functions).toHaveLength(entries.length);
    for (const name of entries) {
      const [own] = functions.filter(({ id }) => id.startsWith(`${pascal(name)}Function`));
      expect(told(own?.Properties.Role)).toMatch(new RegExp(`^<${pascal(name)}Role[0-9A-F]{8}\\.Arn>$`));
    }
    expect(new Set(functions.map(({ Properties }) => told(Properties.Role))).size).toBe(entries.length);
  });

  test.each(entries)('%s may do exactly what its work needs', (name) => {
    const own = name === CALLS_OUT ? onlyLogs : [...everywhere, ...(rights[name] ?? ['?'])];
    expect(actionsOf(statementsOf(stacks, pascal(name)))).toEqual(own.sort());
  });

  test('that calls other systems is told nothing by its deployment, and called by one other only', () => {
    const [called] = stacks.ofType('AWS::Lambda::Function').filter(({ id }) => id.startsWith('CallWebhookFunction'));
    expect(called?.Properties).not.toHaveProperty('Environment');
    const callers = stacks
      .ofType('AWS::IAM::Policy')
      .filter(
        ({ Properties }) =>
          JSON.stringify(Properties.PolicyDocument).includes('CallWebhook') &&
          !told(Properties.Roles).includes('CallWebhook'),
      );
    expect(callers.map(({ id }) => id.replace(/RoleDefaultPolicy.*/, ''))).toEqual(['RunStep']);
    const [invoking] = statementsOf(stacks, 'RunStep').filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(told(invoking?.Resource).replace(/[0-9A-F]{8}/, '')).toBe('<CallWebhookFunction.Arn>');
  });

  test('holds no policy of somebody else, and none of its rights is everything', () => {
    for (const { Properties } of stacks.ofType('AWS::IAM::Role'))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    const wide = allStatements().filter(({ Resource }) => [Resource].flat().some((one) => told(one) === '*'));
    expect(wide.map(({ Action }) => Action)).toEqual(['dynamodb:ListStreams', 'scheduler:ListSchedules', logsErrors]);
    expect(
      allStatements()
        .flatMap(({ Action }) => Action)
        .filter((action) => action.includes('*')),
    ).toEqual([]);
  });

  test('reads and writes the one table; only those who walk through all runs or contacts read its index, and one forgets', () => {
    const tables = allStatements().filter(({ Action }) => [Action].flat().some((action) => /Item|Query/.test(action)));
    expect(new Set(tables.map(({ Resource }) => told(Resource).replace(/[0-9A-F]{8}/g, '')))).toEqual(
      new Set(['<TableArn>', '<TableArn>/index/listing']),
    );
    const namesOf = (policies: { id: string }[]) => policies.map(({ id }) => id.replace(/RoleDefaultPolicy.*/, ''));
    const listing = stacks
      .ofType('AWS::IAM::Policy')
      .filter(
        ({ Properties }) =>
          told(Properties.PolicyDocument).length > 0 && JSON.stringify(Properties).includes('/index/'),
      );
    expect(namesOf(listing).sort()).toEqual(['DailyScan', 'Intake', 'Operate']);
    expect(namesOf(granting(/DeleteItem/))).toEqual(['Operate']);
  });
});

const allStatements = (): Statement[] =>
  stacks
    .ofType('AWS::IAM::Policy')
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
const granting = (action: RegExp) => {
  const policies = stacks.ofType('AWS::IAM::Policy');
  return policies.filter(({ Properties }) =>
    actionsOf((Properties.PolicyDocument as { Statement: Statement[] }).Statement).some((one) => action.test(one)),
  );
};

describe('reaching a contact', () => {
  test('is the right of one function a channel, and by text of the one that answers a reply', () => {
    const names = granting(/^(ses|sns|sms-voice|mobiletargeting):/).map(({ id }) =>
      id.replace(/RoleDefaultPolicy.*/, ''),
    );
    expect(names).toEqual(['SendEmail', 'SendSms', 'TakeReply']);
  });

  test('by email works from our senders, through our configuration set, and not otherwise', () => {
    const [statement] = statementsOf(stacks, 'SendEmail').filter(({ Action }) => Action === 'ses:SendRawEmail');
    const arns = [statement?.Resource].flat().map(told);
    expect(arns.map((arn) => arn.replace(/^.*<AWS::AccountId>:/, '').replace(/<Emails.*>/, '<ours>'))).toEqual([
      'configuration-set/<ours>',
      'identity/example.com',
      'identity/hello@example.com',
    ]);
    expect(statement?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': ['hello@example.com'] } });
  });

  test('by text message works to phones only', () => {
    for (const name of ['SendSms', 'TakeReply']) {
      const [statement] = statementsOf(stacks, name).filter(({ Action }) => [Action].flat().includes('sns:Publish'));
      expect([statement?.Resource, told(statement?.NotResource)]).toEqual([
        undefined,
        'arn:<AWS::Partition>:sns:*:*:*',
      ]);
    }
  });
});

describe('a timer', () => {
  test('is set in the project’s own group, and may ring in its two queues only', () => {
    const [group] = stacks.ofType('AWS::Scheduler::ScheduleGroup');
    expect(group?.Properties.Name).toBe('waymark-example');
    const set = allStatements().filter(({ Action }) => [Action].flat().includes('scheduler:UpdateSchedule'));
    expect(new Set(set.map(({ Resource }) => told(Resource)))).toEqual(
      new Set(['arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/waymark-example/*']),
    );
    const lent = allStatements().filter(({ Action }) => Action === 'iam:PassRole');
    expect(new Set(lent.map(({ Resource }) => told(Resource).replace(/[0-9A-F]{8}/g, '')))).toEqual(
      new Set(['<TimersRoleArn>']),
    );
    for (const { Condition } of lent)
      expect(Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } });
    const rings = statementsOf(stacks, 'Timers');
    expect(actionsOf(rings)).toEqual(['sqs:SendMessage']);
    expect(
      [rings[0]?.Resource]
        .flat()
        .map((one) => told(one).replace(/[0-9A-F]{8}/g, ''))
        .sort(),
    ).toEqual(['<TimersIntakesQueue.Arn>', '<TimersRingsQueue.Arn>', '<UndeliveredQueue.Arn>']);
  });
});

describe('a machine', () => {
  test('calls what the compiler says it calls, and its role may call exactly that', () => {
    const machines = stacks.ofType('AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(compiled.versions.length);
    for (const { version, type, tasks } of compiled.versions) {
      const suffix = type === 'EXPRESS' ? 'Express' : '';
      const machine = machines.find(({ id }) => id === `ExampleMachine${pascal(version.name)}${suffix}`)!;
      expect(machine.Properties.StateMachineType).toBe(type);
      const { DefinitionS3Location, DefinitionSubstitutions, RoleArn } = machine.Properties as unknown as {
        DefinitionS3Location: { Key: string };
        DefinitionSubstitutions: Record<string, unknown>;
        RoleArn: unknown;
      };
      const { States } = JSON.parse(stacks.assetText(DefinitionS3Location.Key)) as StateMachine;
      const called = Object.values(States).flatMap((state) =>
        state.Type === 'Task' ? [state.Parameters.FunctionName] : [],
      );

      expect(new Set(called)).toEqual(new Set(tasks.map((task) => `\${${pascal(task)}}`)));
      expect(Object.keys(DefinitionSubstitutions).sort()).toEqual(tasks.map(pascal).sort());
      for (const [task, arn] of Object.entries(DefinitionSubstitutions))
        expect(told(arn)).toContain(`<${task}Function`);

      const role = told(RoleArn).slice(1, -'.Arn>'.length);
      const policies = stacks
        .ofType('AWS::IAM::Policy')
        .filter(({ stack, Properties }) => stack === machine.stack && told(Properties.Roles) === `<${role}>`);
      const statements = policies.flatMap(
        ({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
      );
      const beside = machines.filter(
        (one) => one.stack === machine.stack && told(one.Properties.RoleArn) === told(RoleArn),
      );
      const union = new Set(
        beside.flatMap(({ Properties }) => Object.values(Properties.DefinitionSubstitutions as object).map(told)),
      );
      expect(actionsOf(statements)).toEqual(['lambda:InvokeFunction', ...(type === 'EXPRESS' ? logsErrors : [])]);
      const invoking = statements.filter(({ Action }) => Action === 'lambda:InvokeFunction');
      expect(new Set(invoking.flatMap(({ Resource }) => [Resource].flat().map(told)))).toEqual(union);
    }
  });

  test('can be started, answered and stopped under the name that CloudFormation gives it', () => {
    const patterns = new Set(
      allStatements()
        .filter(({ Action }) => [Action].flat().some((one) => one.startsWith('states:')))
        .flatMap(({ Resource }) => [Resource].flat().map(told)),
    );
    const prefix = 'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>';
    expect(patterns).toEqual(
      new Set([`${prefix}:stateMachine:ExampleMachine*`, `${prefix}:execution:ExampleMachine*`]),
    );
    for (const { id } of stacks.ofType('AWS::StepFunctions::StateMachine')) expect(id).toMatch(/^ExampleMachine/);
  });

  test('on express logs its errors, without what went in, and where they are kept after it', () => {
    const [express, ...others] = stacks
      .ofType('AWS::StepFunctions::StateMachine')
      .filter(({ Properties }) => Properties.StateMachineType === 'EXPRESS');
    expect(others).toEqual([]);
    expect(express?.Properties.LoggingConfiguration).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
    const [log] = stacks.ofType('AWS::Logs::LogGroup').filter(({ id }) => id.startsWith('ExpressErrors'));
    expect(log).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 90 } });
  });

  test('is run for this account only', () => {
    const roles = stacks.ofType('AWS::IAM::Role').filter(({ stack }) => stack.startsWith('Machines'));
    expect(roles.length).toBeGreaterThan(0);
    for (const { Properties } of roles) {
      const [statement] = (Properties.AssumeRolePolicyDocument as { Statement: Statement[] }).Statement;
      expect(statement).toMatchObject({
        Principal: { Service: 'states.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      });
    }
  });
});
