/** Brings definitions to their contacts: copies first, machines then, the switch to them last; what fails on the way changes nothing. */
import { createHash } from 'node:crypto';
import {
  type CfnResource,
  CustomResource,
  DefaultStackSynthesizer,
  Duration,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import type { ApiStack } from './api-stack.ts';
import type { BusStack } from './bus-stack.ts';
import type { DataStack } from './data-stack.ts';
import { MachinesStack } from './machines-stack.ts';
import type { CloudMachine, CloudProject } from './project.ts';
import { textAsset } from './text-asset.ts';
import { schedulesOf, setTimers } from './timers.ts';
import { DeadLetterQueue } from './watched-queue.ts';
import { WaymarkFunction } from './waymark-function.ts';

/** Never changed: a machine that moved to another stack would be made anew. Each takes two resources of 500 a definition. */
const STACKS = 8;

export interface JourneysStackProps extends StackProps {
  project: CloudProject;
  data: DataStack;
  bus: BusStack;
  api: ApiStack;
  tasks: Record<string, WaymarkFunction>;
}

export class JourneysStack extends Stack {
  constructor(scope: Construct, id: string, { project, data, bus, api, tasks, ...props }: JourneysStackProps) {
    super(scope, id, props);
    const definitions = textAsset(this, 'Definitions', { file: 'definitions.json', text: project.definitions });
    const dead = new DeadLetterQueue(this, 'Undelivered', { tellTo: data.tellTo });
    const publisher = new WaymarkFunction(this, 'PublishDefinitions', 'publish-definitions', {
      data,
      api,
      deployment: project.name,
      timeout: Duration.minutes(5),
      deadLetterQueue: dead.queue,
      // A rollback reads the definitions of the deploy before, so this is no right to one object alone.
      may: [
        new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${definitions.bucket.bucketArn}/*.json`] }),
        // Of schedules, the next time is set.
        setTimers(project.name),
        bus.timers.lendsRole,
      ],
      environment: bus.timers.environment,
    });
    const qualifier = this.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
    const assets = `cdk-${qualifier}-assets-<AWS::AccountId>-<AWS::Region>`;
    acknowledge(publisher.role, {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${assets}/*.json]`]: [
        'security',
        'A rollback reads the definitions of the deploy before, whose object has another name.',
      ],
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:${schedulesOf(project.name)}]`]:
        ['security', 'Each schedule of a definition has a timer of its own for its next time.'],
    });
    const place = { bucket: definitions.s3BucketName, key: definitions.s3ObjectKey };
    const resource = (name: string, properties: Record<string, unknown>) => {
      const made = new CustomResource(this, name, {
        serviceToken: publisher.function.functionArn,
        properties: { ...place, ...properties },
      });
      // Longer than the function may take; without it a deploy would wait an hour for an answer that never comes.
      (made.node.defaultChild as CfnResource).addPropertyOverride('ServiceTimeout', 360);
      return made;
    };

    const keep = resource('Keep', { does: 'keep' });
    keep.node.addDependency(publisher.role);
    const nested = [...stacksOf(project.machines)].map(([number, machines]) => {
      const stack = new MachinesStack(this, `Machines${number}`, { project: project.name, machines, tasks });
      stack.node.addDependency(keep);
      return stack;
    });
    const versions = Object.assign({}, ...nested.map((stack) => stack.versions)) as Record<string, string>;
    const publish = resource('Publish', { does: 'publish', machines: versions });
    publish.node.addDependency(keep);
  }
}

/** By a hash of the name alone: whatever comes and goes beside it, a definition stays in its stack. */
function stacksOf(machines: readonly CloudMachine[]): Map<number, CloudMachine[]> {
  const stackOf = ({ name }: CloudMachine) => createHash('sha256').update(name).digest()[0]! % STACKS;
  return new Map([...Map.groupBy(machines, stackOf)].sort(([a], [b]) => a - b));
}
