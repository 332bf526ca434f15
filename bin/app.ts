/** The CDK app: what a team wrote in statemachines/, as the stacks that run it; a mistake in there ends the synthesis. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { createDeployment } from '../lib/cloud/deployment.ts';
import { printDiagnostics } from './commands/check.ts';
import { loadProject } from './load-project.ts';

const project = await loadProject();
printDiagnostics(project);
if (!project.compiled) process.exit(1);

const { versions, settings, forms, segments } = project.compiled;
const app = new App();
/** For the change log: `-c by=ann@acme.example -c note="shorter wait"`; for `charge-card`: `-c card-secret=stripe/live`. */
const [by, note, cardSecret] = ['by', 'note', 'card-secret'].map(
  (key) => app.node.tryGetContext(key) as string | undefined,
);
createDeployment(app, {
  name: settings.project,
  senders: Object.values(settings.senders).map(({ address }) => address),
  cardSecret,
  retentionDays: settings.retentionDays,
  machines: versions.map(({ version, machine, type, tasks }) => ({ name: version.name, machine, type, tasks })),
  definitions: JSON.stringify({
    versions: versions.map(({ version }) => version),
    settings,
    forms,
    segments,
    by,
    note,
  }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
