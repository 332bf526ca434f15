/** cdk-nag finds nothing that nobody has answered for: each finding that stands has a reason and a role behind it. */
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { beforeAll, expect, test } from 'vitest';
import { acknowledge } from '../../lib/cloud/acknowledged.ts';
import { compileExample, projectOf, type Synthesized, synthesize } from '../cloud/synthesized.ts';

let stacks: Synthesized;
beforeAll(async () => {
  stacks = synthesize(projectOf(await compileExample()));
}, 120_000);

test.each([
  ['AwsSolutions', () => new AwsSolutionsChecks()],
  ['Serverless', () => new ServerlessChecks()],
])('%s reports neither error nor warning', (_, pack) => {
  const { violations } = pack().validateScope(stacks.app);
  const told = violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
  );
  expect(told).toEqual([]);
});

test('what was acknowledged has a reason and an owner, and nothing was acknowledged for everybody', () => {
  const key = Validations.ACKNOWLEDGED_RULES_METADATA_KEY;
  const found = stacks.app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === key)
        .flatMap(({ data }) =>
          Object.entries(data as Record<string, string>).map(([rule, reason]) => ({ path: node.path, rule, reason })),
        ),
    );
  expect(found.length).toBeGreaterThan(20);
  for (const { path, rule, reason } of found) {
    expect(reason, `${rule} at ${path}`).toMatch(/\w+ \w+ \w+.*\. Owner: (platform|security)\.$/);
    expect(path.split('/').length, `${rule} at ${path}`).toBeGreaterThan(1);
  }
});

test('an acknowledgment that is taken away is an error again', async () => {
  const { app } = synthesize(projectOf(await compileExample()));
  const table = app.node.findChild('Data').node.findChild('Table').node.defaultChild as unknown as {
    pointInTimeRecoverySpecification?: unknown;
  };
  table.pointInTimeRecoverySpecification = undefined;
  expect(new AwsSolutionsChecks().validateScope(app).violations.map(({ ruleName }) => ruleName)).toEqual([
    'AwsSolutions-DDB3',
  ]);
  acknowledge(app.node.findChild('Data').node.findChild('Table'), {
    'AwsSolutions-DDB3': ['platform', 'For this test.'],
  });
  expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
});
