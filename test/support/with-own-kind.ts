/** Waymark with a condition that it does not have, added as a team would add it, and what is then played on it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseReport } from '../../lib/simulator/scenario/run-scenario.ts';
import { EXAMPLES } from './capability-examples.ts';
import { projectRoot } from './imports.ts';

const LIST = 'lib/language/conditions/index.ts';

const player = `import { compileProject } from './lib/compiler/project.ts';
import { checkProject } from './lib/language/check/project.ts';
import { readScenario } from './lib/simulator/scenario/read-scenario.ts';
import { runScenario } from './lib/simulator/scenario/run-scenario.ts';
import { readFileSync } from 'node:fs';

const { files, scenario } = JSON.parse(readFileSync(0, 'utf8'));
const checked = checkProject(Object.entries(files).map(([path, text]) => ({ path: 'statemachines/' + path, text })));
const read = readScenario(scenario.file, scenario.text);
const report = await runScenario(read.scenario, await compileProject(checked));
console.log(JSON.stringify({ diagnostics: [...checked.diagnostics, ...read.diagnostics], cases: report.cases }));
`;

export interface Played {
  diagnostics: unknown[];
  cases: CaseReport[];
}

/** `kind`: the name of the file that holds it. */
export function playWith(kind: string, given: { files: object; scenario: object }): Played {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-own-'));
  try {
    for (const room of ['language', 'compiler', 'engine', 'simulator'])
      cpSync(path.join(projectRoot, 'lib', room), path.join(folder, 'lib', room), { recursive: true });
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    addKind(kind, folder);
    writeFileSync(path.join(folder, 'play.ts'), player);
    const { stdout, stderr } = spawnSync(process.execPath, ['play.ts'], {
      cwd: folder,
      input: JSON.stringify(given),
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Played;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The file goes beside the others, and its name into their list. */
function addKind(kind: string, folder: string): void {
  const text = readFileSync(path.join(projectRoot, EXAMPLES, `${kind}.ts`), 'utf8');
  const inPlace = text.replaceAll("'../../lib/language/", "'../");
  writeFileSync(path.join(folder, 'lib/language/conditions', `${kind}.ts`), inPlace);
  const name = kind.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const list = readFileSync(path.join(folder, LIST), 'utf8');
  const longer = list
    .replace(/^import/m, `import { ${name} } from './${kind}.ts';\nimport`)
    .replace('conditionKinds = {', `conditionKinds = {\n  '${kind}': ${name},`);
  writeFileSync(path.join(folder, LIST), longer);
}
