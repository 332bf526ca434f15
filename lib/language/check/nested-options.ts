/** `- send-email: { template: welcome, topic: tips }`: options that were put inside the head are told where they belong. */
import type { Fields } from './fields.ts';
import type { Problem } from './report.ts';

type Note = (problem: Problem) => void;

/** Says of a head that is a map, where text is wanted, which of its entries is the value and which are options. */
export function nestedOptions(
  fields: Fields,
  head: string,
  item: Record<string, unknown>,
  path: (string | number)[],
  note: Note,
): Note {
  const inside = item[head];
  const isMap = typeof inside === 'object' && inside !== null && !Array.isArray(inside);
  if (!isMap || fields.byKey.get(head)?.plan) return note;
  const values = Object.entries(inside).filter(([key]) => !fields.byKey.has(key) || Object.hasOwn(item, key));
  const [main] = values;
  if (!main || values.length > 1 || (typeof main[1] !== 'string' && typeof main[1] !== 'number')) return note;
  const options = Object.keys(inside).filter((key) => key !== main[0]);
  const hint =
    options.length === 0
      ? `Write the ${main[0]} behind \`${head}:\`.`
      : `Write the ${main[0]} behind \`${head}:\`, and ${options.map((key) => `\`${key}\``).join(', ')} beside it.`;
  return (problem) => {
    const isHere = problem.on !== 'key' && problem.path.length === path.length + 1 && problem.path.at(-1) === head;
    note(isHere ? { ...problem, hint, repair: { do: 'lift', path: problem.path, main: main[0] } } : problem);
  };
}
