/** Finds the line on which an arrow's branch begins in the YAML, so that a click on `else` shows the author's `else`. */

const keyOfOutcome: Record<string, string> = { then: 'then', happened: 'then', else: 'else', limit: 'else' };

/**
 * 1-based; the step's own line where the branch is not written as a key of its own (a branch left out, or one line).
 * A number is a path of a `decide`, counted from the top.
 */
export function branchLine(text: string, stepLine: number, outcomes: string[]): number {
  const lines = text.split('\n').map((written, index) => ({ written, number: index + 1, indent: indentOf(written) }));
  const step = lines[stepLine - 1]?.written ?? '';
  const optionIndent = indentOf(step) + (isItem(step) ? 2 : 0);
  const after = lines.slice(stepLine).filter(({ written }) => /^\s*[^\s#]/.test(written));
  const end = after.findIndex(({ indent }) => indent < optionIndent);
  const block = end < 0 ? after : after.slice(0, end);

  const keys = new Set(outcomes.map((outcome) => keyOfOutcome[outcome]));
  const branch = block.find(({ written, indent }) => indent === optionIndent && keys.has(keyIn(written)));
  const items = block.filter(({ written }) => isItem(written));
  const paths = items.filter(({ indent }) => indent === items[0]?.indent);
  const path = paths.find((_, index) => outcomes.includes(String(index + 1)));
  return (path ?? branch)?.number ?? stepLine;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const isItem = (line: string) => line.trimStart().startsWith('- ');
const keyIn = (line: string) => /^\s*([a-z-]+):/.exec(line)?.[1] ?? '';
