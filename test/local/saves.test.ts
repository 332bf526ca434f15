import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DefinitionView } from '../../lib/language/operator-api.ts';
import { BrokenProject } from '../../lib/local/start-stack.ts';
import { ann, aStack, projectFiles, type TestStack } from './a-stack.ts';

const journey = 'journeys/welcome.yaml';
const written = projectFiles[journey]!;

let stack: TestStack;
beforeEach(async () => {
  stack = await aStack();
});
afterEach(() => stack.remove());

test('a broken save is shown with its place, and the last good version takes the next contact', async () => {
  const { project, published } = await stack.save(journey, written.replace('3 days', '3 dys'));
  expect(published).toEqual([]);
  expect(project.compiled).toBeUndefined();

  const { problems } = await stack.state();
  expect(problems).toMatchObject([{ code: 'WM110', line: 13, column: 12, hint: 'Did you mean "3 days"?' }]);
  expect(await stack.get<DefinitionView>('/api/definitions/welcome')).toMatchObject({ number: 1, text: written });

  await stack.signUp(ann);
  expect((await stack.state()).nextDue).toEqual({
    at: '2026-03-05T09:00:00.001Z',
    what: 'Ann: limit of wait-for: clicked hello',
  });
});

test('the mended save clears the problem and is the version for whoever comes next', async () => {
  await stack.save(journey, written.replace('3 days', '3 dys'));
  const { published } = await stack.save(journey, written.replace('3 days', '1 day'));

  expect(published).toEqual([{ name: 'welcome', number: 2, onOlder: 0 }]);
  expect((await stack.state()).problems).toEqual([]);
  await stack.signUp(ann);
  expect((await stack.state()).nextDue?.at).toBe('2026-03-03T09:00:00.001Z');
});

test('a save is told to every open page', async () => {
  const listening = await fetch(`${stack.url}/api/changes`);
  const reader = listening.body!.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  await stack.save(journey, written.replace('3 days', '3 dys'));

  expect((await reader.read()).value).toContain('event: changed\ndata: problems\n\n');
  await reader.cancel();
});

test('a definition that was taken away lets nobody in any more, and those inside go on', async () => {
  await stack.signUp(ann);
  await stack.save(journey, written.replace('  - form: sign-up', '  - event: project.created'));
  await stack.signUp({ ...ann, email: 'late@example.com' });

  expect((await stack.contact('late@example.com')).runs).toEqual([]);
  expect((await stack.contact(ann.email)).runs).toMatchObject([{ status: 'running' }]);
});

test('definitions with mistakes start nothing, and say all of them', async () => {
  await stack.save(journey, written.replace('3 days', '3 dys').replace('owner:', 'ownr:'));
  await stack.close();

  const started = aStack({}, { root: stack.root });
  await expect(started).rejects.toThrow(BrokenProject);
  const { project } = (await started.catch((thrown) => thrown)) as BrokenProject;
  expect(project.diagnostics.filter(({ severity }) => severity === 'error').length).toBeGreaterThanOrEqual(2);
});
