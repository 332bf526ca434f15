import { expect, test } from 'vitest';
import { executionArn } from '../../../functions/aws/executions.ts';

test('an execution is stopped by its own name, whichever version or alias it was started from', () => {
  const expected = 'arn:aws:states:eu-west-1:123456789012:execution:trial:ann.r1.0';
  for (const version of ['', ':3', ':live']) {
    expect(executionArn(`arn:aws:states:eu-west-1:123456789012:stateMachine:trial${version}`, 'ann.r1.0')).toBe(
      expected,
    );
  }
  expect(executionArn('arn:aws-cn:states:cn-north-1:1:stateMachine:trial', 'n')).toBe(
    'arn:aws-cn:states:cn-north-1:1:execution:trial:n',
  );
});
