/** The same as in `test/language/bad-input.test.ts`, a hundred times as often: a crash that happens once in a thousand files happens. */
import { test } from 'vitest';
import { bytesGiveSentences, changedFilesGiveSentences, changedScenariosArePlayed } from '../support/bad-input.ts';

test('any bytes in any file give sentences', () => bytesGiveSentences(3000));

test('a shipped file, changed here and there, gives sentences, or compiles', () => changedFilesGiveSentences(800));

test('a shipped scenario, changed here and there, gives sentences, or is played', () => changedScenariosArePlayed(300));
