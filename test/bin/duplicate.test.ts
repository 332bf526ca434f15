/** E18: `waymark duplicate` on a team's folder: the same definition once more, which nobody enters before its author says so. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { duplicateDefinition } from '../../bin/commands/duplicate.ts';
import { readFiles } from '../../bin/load-project.ts';
import { compileProject } from '../../lib/compiler/project.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeFiles } from '../support/acme.ts';

const trial = `# Reviewed each spring.
journey: trial      # since 2024
was: onboarding
purpose: Shows it   # in one sentence
owner: team@acme.example
topic: product-tips

when:
  - event: trial.started
if: { not: { journey: trial, is: inside } }

steps:
  - send-email: welcome   # within the minute
  - wait: 3 days
  - stop-journey: trial
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'waymark-'));
  for (const [file, text] of Object.entries({ ...acmeFiles, 'journeys/trial.yaml': trial })) write(file, text);
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (file: string) => path.join(root, 'statemachines', file);
const read = (file: string) => readFileSync(at(file), 'utf8');

function write(file: string, text: string): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

/** Without its templates made into messages, which takes longer than all the rest. */
async function compiledNow() {
  const checked = checkProject(await readFiles(root));
  return { compiled: await compileProject({ ...checked, templates: [] }), diagnostics: checked.diagnostics };
}

async function duplicate(name: string, newName: string) {
  const said: string[] = [];
  const refused: string[] = [];
  const terminal = { say: (line: string) => said.push(line), refuse: (line: string) => refused.push(line) };
  const exitCode = await duplicateDefinition(root, name, newName, terminal);
  return { said: said.join('\n'), refused: refused.join('\n'), exitCode };
}

describe('E18 a journey is duplicated', () => {
  test('as its author wrote it, comments and all, but for its name, what it says of itself, and that it is a draft', async () => {
    const { said, exitCode } = await duplicate('trial', 'trial-fr');

    expect(exitCode).toBe(0);
    expect(said).toContain('statemachines/journeys/trial-fr.yaml');
    expect(said).toContain('`draft: true`');
    expect(read('journeys/trial.yaml')).toBe(trial);
    expect(read('journeys/trial-fr.yaml')).toBe(
      trial
        .replace(
          'journey: trial      # since 2024\nwas: onboarding\n',
          'journey: trial-fr      # since 2024\ndraft: true\n',
        )
        .replace('{ journey: trial,', '{ journey: trial-fr,')
        .replace('stop-journey: trial', 'stop-journey: trial-fr'),
    );
  });

  test('into the same shape under an id of its own, and is not published until the line is taken out', async () => {
    await duplicate('trial', 'trial-fr');
    const { compiled, diagnostics } = await compiledNow();

    expect(diagnostics).toEqual([]);
    const named = (list: { version: { name: string } }[]) => list.map(({ version }) => version.name);
    expect(named(compiled.versions)).toContain('trial');
    expect(named(compiled.versions)).not.toContain('trial-fr');
    const [draft] = compiled.drafts;
    const original = compiled.versions.find(({ version }) => version.name === 'trial')!;
    expect(draft!.version.name).toBe('trial-fr');
    expect(Object.keys(draft!.machine.States)).toEqual(
      Object.keys(original.machine.States).map((state) => state.replace('stop-journey-trial', 'stop-journey-trial-fr')),
    );
    expect(draft!.version.hash).not.toBe(original.version.hash);

    write('journeys/trial-fr.yaml', read('journeys/trial-fr.yaml').replace('draft: true\n', ''));
    expect(named((await compiledNow()).compiled.versions)).toContain('trial-fr');
  });

  test('a workflow too, and a draft, whatever its lines end with', async () => {
    write(
      'workflows/later.yaml',
      'workflow: "later"\r\ndraft: false\r\npurpose: x\r\nowner: a@b.example\r\nsteps:\r\n  - wait: 1 day',
    );
    expect((await duplicate('later', 'latest')).exitCode).toBe(0);
    expect(read('workflows/latest.yaml')).toBe(
      'workflow: latest\r\ndraft: true\r\npurpose: x\r\nowner: a@b.example\r\nsteps:\r\n  - wait: 1 day',
    );
    write('workflows/last.yaml', 'purpose: x\r\nowner: a@b.example\r\nsteps:\r\n  - wait: 1 day\r\nworkflow: last');
    await duplicate('last', 'very-last');
    expect(read('workflows/very-last.yaml')).toMatch(/\r\nworkflow: very-last\r?\ndraft: true$/);
  });

  test.each([
    { case: 'a name that is taken', from: 'trial', to: 'say-hello', says: 'say-hello is there already' },
    { case: 'the name of a workflow', from: 'trial', to: 'call-back', says: 'call-back is there already' },
    { case: 'its own name', from: 'trial', to: 'trial', says: 'trial is there already' },
    { case: 'what is no name', from: 'trial', to: 'Trial FR', says: '"Trial FR" is no name' },
    { case: 'a way out of the folder', from: 'trial', to: '../trial', says: '"../trial" is no name' },
    { case: 'a definition that nobody knows', from: 'trail', to: 'trial-fr', says: 'Did you mean trial?' },
    { case: 'one that is written in TypeScript', from: 'typed', to: 'trial-fr', says: 'written in TypeScript' },
    { case: 'a file that cannot be read', from: 'broken', to: 'trial-fr', says: '`waymark check` says why' },
  ])('is refused for $case, and nothing is written', async ({ from, to, says }) => {
    write('journeys/typed.ts', 'export default undefined;\n');
    write('journeys/broken.yaml', 'journey: broken\nsteps: [\n');
    const before = readdirSync(at('journeys')).sort();
    const { refused, said, exitCode } = await duplicate(from, to);

    expect(refused).toContain(says);
    expect(said).toBe('');
    expect(exitCode).toBeGreaterThan(0);
    expect(readdirSync(at('journeys')).sort()).toEqual(before);
    expect(existsSync(at('trial.yaml'))).toBe(false);
  });
});
