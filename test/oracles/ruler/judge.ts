/** Asks AWS's event-ruler, in Java, in one go: a virtual machine takes longer to start than thousands of events to judge. */
import { spawnSync } from 'node:child_process';
import type { Json } from '../../../lib/language/json.ts';

export interface Question {
  pattern: Json;
  events: Json[];
}

/** For each event whether the pattern lets it through; or why the pattern is refused. */
export type Ruling = boolean[] | { refused: string };

/** `.ci/run ruler` compiles the Java part and says where it is. */
export function askRuler(questions: readonly Question[], classpath = process.env.WAYMARK_RULER): Ruling[] {
  if (!classpath) throw new Error('Run this as `.ci/run ruler`, which fetches event-ruler.');
  const input = questions.map(({ pattern, events }) =>
    JSON.stringify({ pattern: JSON.stringify(pattern), events: events.map((event) => JSON.stringify(event)) }),
  );
  const { stdout, stderr, status, error } = spawnSync('java', ['-cp', classpath, 'Judge'], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`event-ruler gave up: ${error?.message ?? stderr.slice(0, 2_000)}`);
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== questions.length) throw new Error(`${questions.length} questions, ${lines.length} answers.`);
  return lines.map((line) =>
    line.startsWith('refused ') ? { refused: line.slice('refused '.length) } : [...line].map((mark) => mark === '1'),
  );
}
