/** The bus rules of a deployment as they stand in its template: what each lets through, and which functions hear of it. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BusStack } from '../../../lib/cloud/bus-stack.ts';
import type { Json, JsonMap } from '../../../lib/language/json.ts';
import { type BusTarget, rules as localRules } from '../../../lib/local/bus/rules.ts';
import { told } from '../../cloud/synthesized.ts';

export interface DeployedRule {
  name: string;
  pattern: JsonMap;
  targets: BusTarget[];
}

const functions = [...new Set(localRules.map(({ target }) => target))];

export function deployedRules(): DeployedRule[] {
  const tellTo = { bind: () => ({ alarmActionArn: 'arn:aws:sns:us-east-1:123456789012:nobody' }) };
  const app = new App({ analyticsReporting: false, context: { 'aws:cdk:bundling-stacks': [] } });
  const template = Template.fromStack(new BusStack(app, 'Bus', { project: 'example', tellTo }));
  return Object.entries(template.findResources('AWS::Events::Rule')).map(([name, { Properties }]) => ({
    name,
    pattern: inWords(Properties.EventPattern) as JsonMap,
    targets: (Properties.Targets as { Arn: unknown }[]).map(({ Arn }) => targetOf(told(Arn))),
  }));
}

/** `<EnrollQueue071F4926.Arn>` feeds enroll. */
function targetOf(queue: string): BusTarget {
  const word = queue.slice(1).toLowerCase();
  const found = functions.find((name) => word.startsWith(`${name.replaceAll('-', '')}queue`));
  if (!found) throw new Error(`${queue} feeds none of ${functions.join(', ')}.`);
  return found;
}

/** References of the template as plain text, which is all a pattern can compare with. */
function inWords(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inWords);
  const [key = ''] = Object.keys(value);
  if (key === 'Ref' || key.startsWith('Fn::')) return told(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inWords(inner ?? null)]));
}
