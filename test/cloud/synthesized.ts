/** A small project's deployment as templates: no bundling, no account; what each resource and role says can be asked. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { createDeployment } from '../../lib/cloud/deployment.ts';
import type { CloudProject } from '../../lib/cloud/project.ts';
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { projectRoot } from '../support/imports.ts';
import { aJourney, compileFiles } from '../support/project.ts';

export interface Resource {
  /** Of the stack, or of the nested one. */
  stack: string;
  id: string;
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string[];
}

export interface Statement {
  Effect: string;
  Action: string | string[];
  Resource?: unknown;
  NotResource?: unknown;
  Condition?: unknown;
  Principal?: unknown;
}

/** One journey that sends both ways, one workflow that sends nothing, one journey on the other engine. */
export const compileExample = (): Promise<CompiledProject> =>
  compileFiles({
    ...aJourney('- send-email: welcome\n- wait: 1 day\n- send-sms: nudge', { name: 'welcome-series' }),
    'journeys/win-back.yaml': aJourney('- wait: 1 day\n- send-email: welcome', {
      name: 'win-back',
      head: 'engine: express\nwhen:\n  - event: thing.happened\n',
    })['journeys/win-back.yaml']!,
    'workflows/call-back.yaml':
      'workflow: call-back\npurpose: Sales calls\nowner: sales@example.com\nsteps:\n  - wait: 1 hour\n  - assign-follow-up: Call them\n    to: sales@example.com\n',
  });

export const projectOf = ({ versions, settings, forms, segments }: CompiledProject): CloudProject => ({
  name: settings.project,
  senders: Object.values(settings.senders).map(({ address }) => address),
  retentionDays: settings.retentionDays,
  machines: versions.map(({ version, machine, type, tasks }) => ({ name: version.name, machine, type, tasks })),
  definitions: JSON.stringify({ versions: versions.map(({ version }) => version), settings, forms, segments }),
});

export function synthesize(project: CloudProject) {
  const { context } = JSON.parse(readFileSync(path.join(projectRoot, 'cdk.json'), 'utf8'));
  // CloudFormation's own rules are asked by `cdk synth`: they take longer than all the rest.
  const quick = { 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:validateAgainstDefaultRules': false };
  const app = new App({ context: { ...context, ...quick }, analyticsReporting: false });
  const deployment = createDeployment(app, project);
  const nested = deployment.journeys.node.children.filter((child) => /^Machines\d+$/.test(child.node.id));
  const templates = Object.fromEntries(
    [...Object.values(deployment), ...nested].map((stack) => [
      stack.node.id,
      Template.fromStack(stack as never).toJSON(),
    ]),
  );
  const resources: Resource[] = Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.Resources as Record<string, Omit<Resource, 'stack' | 'id'>>).map(([id, resource]) => ({
      stack,
      id,
      ...resource,
      Properties: resource.Properties ?? {},
    })),
  );
  return {
    app,
    templates,
    resources,
    ofType: (type: string) => resources.filter((resource) => resource.Type === type),
    /** What was written for it to S3. */
    assetText: (key: string) => readFileSync(path.join(app.outdir, `asset.${key}`), 'utf8'),
  };
}

export type Synthesized = ReturnType<typeof synthesize>;

/** References in the words of a reader: `<Table.Arn>`, `<AWS::Region>`. */
export function told(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(told).join(', ');
  const [[name, inside] = ['', '']] = Object.entries((value ?? {}) as Record<string, unknown>);
  if (name === 'Ref') return `<${inside}>`;
  if (name === 'Fn::GetAtt') return `<${(inside as string[]).join('.')}>`;
  if (name === 'Fn::ImportValue') return `<${String(inside).replace(/^.*ExportsOutput(FnGetAtt|Ref)/, '')}>`;
  if (name === 'Fn::Sub') return String(inside).replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  if (name === 'Fn::Join') return (inside as [string, unknown[]])[1].map(told).join((inside as [string])[0]);
  return JSON.stringify(value);
}

/** What the role of a function, named by its construct, may do. */
export function statementsOf({ ofType }: Synthesized, construct: string): Statement[] {
  const policies = ofType('AWS::IAM::Policy').filter(({ id }) => id.startsWith(`${construct}Role`));
  return policies.flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}

export const actionsOf = (statements: Statement[]): string[] => statements.flatMap(({ Action }) => Action).sort();
