/** Some of the definitions as state machines: one each, and a version that stays as long as anybody walks through it. */
import { Aws, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine, CfnStateMachineVersion } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StateMachine } from '../compiler/asl.ts';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';
import { type CloudMachine, machinePrefix, pascal } from './project.ts';
import { deliverLogs } from './rights.ts';
import { textAsset } from './text-asset.ts';
import type { WaymarkFunction } from './waymark-function.ts';

export interface MachinesProps {
  project: string;
  machines: readonly CloudMachine[];
  /** The functions by the names that machines call them. */
  tasks: Record<string, WaymarkFunction>;
}

export class MachinesStack extends NestedStack {
  /** Definition → the retained version that its new runs are started with. */
  readonly versions: Record<string, string> = {};

  constructor(scope: Construct, id: string, { project, machines, tasks }: MachinesProps) {
    super(scope, id);
    const arnOf = (task: string) => tasks[task]!.function.functionArn;
    const platforms = new Map<CloudMachine['type'], Platform>();
    const platformOf = (type: CloudMachine['type']) => {
      const calls = machines.filter((one) => one.type === type).flatMap((machine) => machine.tasks);
      const made = platforms.get(type) ?? this.platform(type, [...new Set(calls)].sort().map(arnOf));
      platforms.set(type, made);
      return made;
    };

    for (const { name, machine, type, tasks: calls } of machines) {
      const body = textAsset(this, `${pascal(name)}Asl`, {
        file: `${name}.asl.json`,
        text: JSON.stringify(withPlaceholders(machine)),
      });
      const { role, log } = platformOf(type);
      const drawn = new CfnStateMachine(this, pascal(name), {
        stateMachineType: type,
        roleArn: role.roleArn,
        definitionS3Location: { bucket: body.s3BucketName, key: body.s3ObjectKey },
        definitionSubstitutions: Object.fromEntries(calls.map((task) => [pascal(task), arnOf(task)])),
        loggingConfiguration: log && errorsTo(log),
        tags: [{ key: 'waymark:definition', value: name }],
      });
      // Its name comes of it, and rights name machines by how their names begin.
      drawn.overrideLogicalId(`${machinePrefix(project)}${pascal(name)}${type === 'EXPRESS' ? 'Express' : ''}`);
      drawn.node.addDependency(role);
      acknowledge(drawn, type === 'EXPRESS' ? acknowledgedReasons.expressMachine : acknowledgedReasons.machine);
      const version = new CfnStateMachineVersion(this, `${pascal(name)}Version`, {
        stateMachineArn: drawn.attrArn,
        stateMachineRevisionId: drawn.attrStateMachineRevisionId,
      });
      for (const resource of [drawn, version]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
      this.versions[name] = version.attrArn;
    }
  }

  /** What the machines of one engine stand on. Runs of a removed definition still walk through its machine: it is kept. */
  private platform(type: CloudMachine['type'], calls: string[]): Platform {
    const isExpress = type === 'EXPRESS';
    const role = new Role(this, isExpress ? 'ExpressRole' : 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: calls }));
    if (isExpress) role.addToPolicy(deliverLogs());
    for (const resource of [role, role.node.findChild('DefaultPolicy')]) retain(resource);
    if (!isExpress) return { role };
    acknowledge(role, acknowledgedReasons.logDelivery);
    const log = new LogGroup(this, 'ExpressErrors', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return { role, log };
  }
}

interface Platform {
  role: Role;
  /** Express executions leave no other trace of an error. */
  log?: LogGroup;
}

/** Without what goes in and out: error names and ids are enough. */
const errorsTo = (log: LogGroup): CfnStateMachine.LoggingConfigurationProperty => ({
  level: 'ERROR',
  includeExecutionData: false,
  destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
});

/** The ARNs are known at deploy only: `run-step` → `${RunStep}`. */
function withPlaceholders(machine: StateMachine): StateMachine {
  const placed = Object.entries(machine.States).map(([name, state]) => {
    if (state.Type !== 'Task') return [name, state];
    const FunctionName = `\${${pascal(state.Parameters.FunctionName)}}`;
    return [name, { ...state, Parameters: { ...state.Parameters, FunctionName } }];
  });
  return { ...machine, States: Object.fromEntries(placed) };
}

function retain(resource: { node: Construct['node'] }): void {
  const { defaultChild } = resource.node;
  (defaultChild as CfnStateMachine).applyRemovalPolicy(RemovalPolicy.RETAIN);
}
