/** A whole deployment: five stacks, each standing on those before it. */
import { type App, CfnOutput } from 'aws-cdk-lib';
import { ApiStack } from './api-stack.ts';
import { BusStack } from './bus-stack.ts';
import { DataStack } from './data-stack.ts';
import { FunctionsStack } from './functions-stack.ts';
import { JourneysStack } from './journeys-stack.ts';
import type { CloudProject } from './project.ts';

export function createDeployment(app: App, project: CloudProject) {
  const { name, senders, cardSecret, retentionDays } = project;
  const stackProps = (part: string) => ({ stackName: `waymark-${name}-${part}`, tags: { 'waymark:project': name } });
  const data = new DataStack(app, 'Data', stackProps('data'));
  const { tellTo } = data;
  const bus = new BusStack(app, 'Bus', { ...stackProps('bus'), project: name, tellTo });
  const api = new ApiStack(app, 'Api', { ...stackProps('api'), tellTo });
  const functions = new FunctionsStack(app, 'Functions', {
    ...stackProps('functions'),
    project: name,
    senders,
    cardSecret,
    retentionDays,
    data,
    bus,
    api,
  });
  const journeys = new JourneysStack(app, 'Journeys', {
    ...stackProps('journeys'),
    project,
    data,
    bus,
    api,
    tasks: functions.tasks,
  });
  new CfnOutput(api, 'PublicUrl', { value: api.publicUrl, description: 'Forms post and websites report here.' });
  new CfnOutput(data, 'WriteKeySecret', {
    value: data.writeKey.secretName,
    description: 'Holds the write key of websites.',
  });
  return { data, bus, api, functions, journeys };
}
