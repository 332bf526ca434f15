/** The command line: check, compile, test, start and watch what the team's definitions do. */
import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check.ts';
import { addCompile } from './commands/compile.ts';
import { addContactData } from './commands/contact-data.ts';
import { addCost } from './commands/cost.ts';
import { addDeadLetters } from './commands/dead-letters.ts';
import { addDiff } from './commands/diff.ts';
import { addDuplicate } from './commands/duplicate.ts';
import { addEnter } from './commands/enter.ts';
import { addExplain } from './commands/explain.ts';
import { addFix } from './commands/fix.ts';
import { addGraph } from './commands/graph.ts';
import { addNew } from './commands/new.ts';
import { addOperate } from './commands/operate.ts';
import { addAudit, addRuns } from './commands/runs.ts';
import { addSchema } from './commands/schema.ts';
import { addStart } from './commands/start.ts';
import { addSuppress } from './commands/suppress.ts';
import { addTest } from './commands/test.ts';
import { addVersions } from './commands/versions.ts';
import { addWebhooks } from './commands/webhooks.ts';
import { addWhy } from './commands/why.ts';
import { WRONG_USE } from './terminal/exit.ts';

const program = new Command('waymark')
  .description('Customer journeys and CRM workflows as files in git.')
  .version('0.1.0')
  .showSuggestionAfterError()
  .showHelpAfterError('Try `waymark <command> --help`.')
  .exitOverride();

for (const add of [
  addStart,
  addCheck,
  addFix,
  addTest,
  addNew,
  addDuplicate,
  addCompile,
  addDiff,
  addExplain,
  addGraph,
  addCost,
  addWhy,
  addRuns,
  addOperate,
  addDeadLetters,
  addEnter,
  addSuppress,
  addWebhooks,
  addVersions,
  addContactData,
  addAudit,
  addSchema,
])
  add(program);

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError && thrown.code.startsWith('waymark.')) {
    console.error(`waymark: ${thrown.message}`);
    process.exitCode = thrown.exitCode;
  } else if (!(thrown instanceof CommanderError)) {
    console.error(`waymark: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    process.exitCode = 1;
  } else if (thrown.exitCode !== 0) process.exitCode = WRONG_USE;
}
