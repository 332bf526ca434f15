/** Which mistakes are worth a try: none in wording, and with `--every 5` one in five, for a busy machine. */

interface Node {
  type: string;
  key?: { name?: string };
  id?: { name?: string };
}

/** What only says something to a reader decides nothing about a contact. */
const wording = /^(asks|says\w*|say[A-Z]\w*|describe)$/;

const ignoreWording = {
  shouldIgnore: ({ node: { key, id } }: { node: Node }) =>
    wording.test(key?.name ?? id?.name ?? '') ? 'wording' : undefined,
};

const every = Number(process.env.WAYMARK_MUTATE_EVERY ?? 1);

const sample = {
  init: async () => {},
  group: async (mutants: { id: string }[]) => [mutants.map(({ id }) => id)],
  check: async (mutants: { id: string }[]) =>
    Object.fromEntries(
      mutants.map(({ id }) => [
        id,
        Number(id) % every === 0 ? { status: 'passed' } : { status: 'compileError', reason: 'not in the sample' },
      ]),
    ),
};

export const strykerPlugins = [
  { kind: 'Ignore', name: 'wording', value: ignoreWording },
  { kind: 'Checker', name: 'sample', factory: () => sample },
];
