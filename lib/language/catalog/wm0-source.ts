/** WM0…: the file as YAML, before anybody asks what it means. */
import { type Catalog, workflowWith } from './entry.ts';

const purpose = (text: string) => workflowWith('- wait: 1 day').replace('Shows one mistake', () => text);

export const sourceCatalog: Catalog = {
  WM001: {
    title: 'Not readable as YAML',
    bad: workflowWith('- wait: 1 day\n - wait: 2 days'),
    good: workflowWith('- wait: 1 day\n- wait: 2 days'),
    hint: 'Items of one list start in one column, with spaces. Nothing else in the file is checked until it can be read.',
  },
  WM002: {
    title: 'File larger than 256 KB',
    bad: '# A definition nobody can review.\n',
    times: 10_000,
    good: workflowWith('- wait: 1 day'),
  },
  WM003: {
    title: 'Nested more than 100 levels deep',
    bad: '[',
    times: 101,
    good: workflowWith('- wait: 1 day'),
  },
  WM004: {
    title: 'Two documents in one file',
    bad: `${workflowWith('- wait: 1 day')}---\n${workflowWith('- wait: 2 days')}`,
    good: workflowWith('- wait: 1 day'),
    hint: 'One definition per file, named like the file.',
  },
  WM005: {
    title: 'A key stands twice',
    bad: workflowWith('- wait: 1 day\n  note: First\n  note: Second'),
    good: workflowWith('- wait: 1 day\n  note: First and second'),
  },
  WM006: {
    title: 'A tab as indentation',
    bad: workflowWith('- wait: 1 day').replace('  - wait', '\t- wait'),
    good: workflowWith('- wait: 1 day'),
  },
  WM007: {
    title: 'An anchor or a reference to one',
    bad: purpose('*urgent* cases first'),
    good: purpose('"*urgent* cases first"'),
    hint: 'Text that starts with * or & stands in quotes. Shared parts are workflows of their own.',
  },
  WM008: {
    title: 'A tag',
    bad: purpose('!paid orders'),
    good: purpose('"!paid orders"'),
    hint: 'Text that starts with ! stands in quotes.',
  },
  WM009: {
    title: 'Text that starts with a brace',
    bad: purpose('{{ contact.firstName }} is welcomed'),
    good: purpose('"{{ contact.firstName }} is welcomed"'),
  },
  WM010: {
    title: 'A merge key',
    bad: workflowWith('- wait: 1 day\n  <<: { note: Shared }'),
    good: workflowWith('- wait: 1 day\n  note: Shared'),
  },
  WM011: {
    title: 'A name that cannot be a key',
    bad: workflowWith('- wait: 1 day').replace('steps:', 'input: { constructor: text }\nsteps:'),
    good: workflowWith('- wait: 1 day').replace('steps:', 'input: { maker: text }\nsteps:'),
    hint: '`__proto__`, `constructor` and `prototype` have a meaning of their own where the definition runs.',
  },
  WM012: {
    title: 'Text that YAML reads as a number, as true or false, or as nothing',
    bad: purpose('01234'),
    good: purpose('"01234"'),
  },
  WM013: {
    title: 'Text cut short by a comment',
    bad: purpose('Tell #sales about it'),
    good: purpose('"Tell #sales about it"'),
    hint: 'A remark has a space on both sides of its #.',
  },
  WM014: {
    title: 'A character that is no text',
    bad: purpose('Ring the bell \u0007'),
    good: purpose('Ring the bell'),
    hint: 'Save the file as UTF-8.',
  },
  WM015: {
    title: 'Text that starts with a reserved character',
    bad: purpose('@ann takes over'),
    good: purpose('"@ann takes over"'),
  },
  WM016: {
    title: 'Text with a colon and a space in it',
    bad: purpose('Trials: turn them into accounts'),
    good: purpose('"Trials: turn them into accounts"'),
  },
  WM017: {
    title: 'A key that is missing, or is no word',
    bad: workflowWith('- wait: 1 day\n  : Why'),
    good: workflowWith('- wait: 1 day\n  note: Why'),
  },
};
