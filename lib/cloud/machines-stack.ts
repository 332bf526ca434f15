/** Some of the definitions as state machines: one each, and a version that stays as long as anybody walks through it. */
import { Aws, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine, CfnStateMachineVersion } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StateMachine } from '../compiler/asl.ts';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';
import { type CloudMachine, machinePrefix, pascal } from './project.ts';
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
    const called = [...new Set(machines.flatMap((machine) => machine.tasks))].sort();
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: called.map(arnOf) }));
    // Runs of a removed definition still walk through its machine.
    for (const resource of [role, role.node.findChild('DefaultPolicy')]) retain(resource);

    for (const { name, machine, tasks: calls } of machines) {
      const body = textAsset(this, `${pascal(name)}Asl`, {
        file: `${name}.asl.json`,
        text: JSON.stringify(withPlaceholders(machine)),
      });
      const standard = new CfnStateMachine(this, pascal(name), {
        stateMachineType: 'STANDARD',
        roleArn: role.roleArn,
        definitionS3Location: { bucket: body.s3BucketName, key: body.s3ObjectKey },
        definitionSubstitutions: Object.fromEntries(calls.map((task) => [pascal(task), arnOf(task)])),
        tags: [{ key: 'waymark:definition', value: name }],
      });
      // Its name comes of it, and rights name machines by how their names begin.
      standard.overrideLogicalId(`${machinePrefix(project)}${pascal(name)}`);
      standard.node.addDependency(role);
      acknowledge(standard, acknowledgedReasons.machine);
      const version = new CfnStateMachineVersion(this, `${pascal(name)}Version`, {
        stateMachineArn: standard.attrArn,
        stateMachineRevisionId: standard.attrStateMachineRevisionId,
      });
      for (const resource of [standard, version]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
      this.versions[name] = version.attrArn;
    }
  }
}

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
