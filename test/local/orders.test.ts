/** What an operator types reaches the stack that runs, says first whom it would touch, and is refused in words where it is wrong. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addContactData } from '../../bin/commands/contact-data.ts';
import { addDeadLetters } from '../../bin/commands/dead-letters.ts';
import { addEnter } from '../../bin/commands/enter.ts';
import { createOffer } from '../../bin/commands/offer-move.ts';
import { addOperate } from '../../bin/commands/operate.ts';
import { addAudit, addRuns } from '../../bin/commands/runs.ts';
import { addSuppress } from '../../bin/commands/suppress.ts';
import { addVersions } from '../../bin/commands/versions.ts';
import { addWhy } from '../../bin/commands/why.ts';
import { localOperator } from '../../lib/local/operator.ts';
import { ann, aStack, projectFiles, type TestStack } from './a-stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await aStack();
  for (const name of ['ann', 'bob', 'cy'])
    await stack.signUp({ ...ann, email: `${name}@example.com`, firstName: name });
}, 60_000);
afterAll(() => stack.remove());

/** All that is said, line by line, or the message and the code of what is refused. */
async function waymark(...words: string[]): Promise<string[]> {
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const add of [
    addRuns,
    addOperate,
    addDeadLetters,
    addEnter,
    addVersions,
    addContactData,
    addSuppress,
    addAudit,
    addWhy,
  ])
    add(program);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  try {
    await program.parseAsync(['node', 'waymark', ...words, '--url', stack.url]);
  } catch (thrown) {
    said.push(thrown instanceof CommanderError ? `${thrown.exitCode}: ${thrown.message}` : (thrown as Error).message);
  } finally {
    process.exitCode = undefined;
    log.mockRestore();
    write.mockRestore();
  }
  return said;
}

const inside = (sentence: RegExp | string) => expect.stringMatching(sentence);

describe('runs', () => {
  test('are listed with where they stand and until when', async () => {
    const lines = await waymark('runs', 'welcome');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\w{24}\.\w{24} {2}welcome v1 {2}running {2}at wait-for {2}until 2026-03-05T/);
    const [table = ''] = await waymark('runs', 'welcome', '--csv');
    expect(table).toMatch(/^run,contact,definition,number,status,step,startedAt,dueAt,reason\r\n/);
    expect(table.trimEnd().split('\r\n')).toHaveLength(4);
    expect(await waymark('runs', '--status', 'failed')).toEqual(['No run of any definition is failed.']);
    expect(await waymark('runs', 'welcom')).toEqual(['There is no definition called welcom.']);
    expect(await waymark('runs', '--status', 'lost')).toEqual([inside('Allowed choices are failed')]);
    expect(await waymark('runs', '--most', '0')).toEqual([inside('A number from 1 to 1000')]);
  });

  test('are frozen and let go on, one, all of a contact, all of a definition, or everything', async () => {
    const [first = ''] = await waymark('runs');
    const run = first.split(' ')[0]!;
    expect(await waymark('pause', '--run', run)).toEqual(['The run is frozen.']);
    expect(await waymark('resume', '--run', run)).toEqual(['The run is let go on.']);
    expect(await waymark('pause', '--contact', 'bob@example.com', '--reason', 'holiday')).toEqual([
      '1 run of bob@example.com frozen.',
    ]);
    expect(await waymark('runs', '--status', 'paused')).toEqual([inside('paused .* holiday$')]);
    expect(await waymark('why', 'bob@example.com', 'welcome')).toContainEqual(
      inside(`paused by ${localOperator()}: holiday$`),
    );
    expect(await waymark('resume', '--contact', 'bob@example.com')).toEqual(['1 run of bob@example.com let go on.']);
    expect(await waymark('pause', 'welcome')).toEqual(['welcome is paused.']);
    expect(await waymark('resume', 'welcome')).toEqual(['welcome is live.']);
    expect(await waymark('pause', '--all')).toEqual(['everything is paused.']);
    expect(await waymark('resume', '--all')).toEqual(['everything is live.']);
    expect(await waymark('redrive', 'welcome')).toEqual(['0 runs driven on.']);
  });

  test.each([
    ['nobody is named', ['pause'], /^2: Name a definition, a --contact, a --run, or --all/],
    ['two are named', ['pause', 'welcome', '--all'], /^2: Name a definition/],
    ['there is no such contact', ['stop', '--contact', 'x@y.example', '--yes'], /^No contact is called x@y.example/],
    ['there is no such run', ['redrive', '--run', 'a.b'], /^There is no run called a\.b/],
    ['there is no such run to be asked for', ['stop', '--run', 'a.b', '--dry-run'], /^There is no run called a\.b/],
    ['there is no such definition', ['disable', 'welcom'], /^There is no definition called welcom/],
  ])('are left alone where %s', async (_, words, said) => {
    expect(await waymark(...words)).toEqual([inside(said)]);
  });
});

describe('what cannot be undone', () => {
  test('is told by number first, and not done where nobody can be asked', async () => {
    const asks = ['2: Nobody is there to ask: say --yes, or --dry-run.'];
    expect(await waymark('stop', 'welcome', '--dry-run')).toEqual(['3 runs of welcome would end.']);
    expect(await waymark('stop', 'welcome')).toEqual(['3 runs of welcome would end.', ...asks]);
    const forgotten = 'bob@example.com would be forgotten for good, and 1 open run would end.';
    expect(await waymark('erase', 'bob@example.com')).toEqual([forgotten, ...asks]);
    expect(await waymark('disable', 'welcome', '--dry-run')).toEqual([
      '3 runs of welcome would finish, and nobody would enter.',
    ]);
    expect(await waymark('runs', 'welcome')).toHaveLength(3);
  });
});

describe('versions', () => {
  test('are moved to by a map of steps, and gone back behind', async () => {
    const welcome = projectFiles['journeys/welcome.yaml']!;
    await stack.save('journeys/welcome.yaml', welcome.replace('up-to: 3 days', 'id: look\n    up-to: 5 days'));
    expect(await waymark('versions', 'welcome')).toEqual([
      inside(`^v2 .*live {2}2026-.*${localOperator()}`),
      inside('^v1 '),
    ]);
    expect(await waymark('move', 'welcome', '--map', 'wait-for=lok')).toEqual([inside('has no step called lok')]);
    expect(await waymark('move', 'welcome', '--map', 'wait-for')).toEqual([inside('Write it as old-step=new-step')]);
    expect(await waymark('move', 'welcome', '--map', 'wait-for=look', '--dry-run')).toEqual([
      '        3 at wait-for (v1)  stay, at look',
      '3 contacts would move to v2.',
    ]);
    const moved = await waymark('move', 'welcome', '--map', 'wait-for=look', '--yes');
    expect(moved.at(-1)).toBe('3 runs moved.');
    expect(await waymark('move', 'welcome')).toEqual(['Nobody inside welcome is on another version than v2.']);
    expect((await waymark('rollback', 'welcome', '--dry-run')).at(-1)).toBe('welcome would go back from v2 to v1.');
    expect((await waymark('rollback', 'welcome', '--yes', '--reason', 'too long')).at(-1)).toBe(
      'welcome is v1 again; the files still say v2.',
    );
    expect(await waymark('rollback', 'welcome', '7')).toEqual(['welcome has no version 7.']);
    expect(await waymark('rollback', 'welcome', 'x')).toEqual([inside('A version is a number')]);
    expect(await waymark('versions', 'welcom')).toEqual(['There is no definition called welcom.']);
  });
});

describe("a contact's data", () => {
  test('is shown whole, to the terminal or into a file', async () => {
    const [text = ''] = await waymark('export', 'ann@example.com');
    const { kept } = JSON.parse(text) as { kept: Record<string, unknown[]> };
    expect(kept.contact).toMatchObject([{ fields: { firstName: 'ann' } }]);
    const file = join(stack.root, 'ann.json');
    await waymark('export', 'ann@example.com', '--out', file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ kept: { contact: kept.contact } });
  });

  test('address is closed and opened by hand, and the book says by whom', async () => {
    expect(await waymark('suppress', 'ann@example.com', '--channel', 'email', '--reason', 'legal')).toEqual([
      'ann@example.com gets nothing any more by email.',
    ]);
    expect(await waymark('unsuppress', 'ann@example.com', '--channel', 'email', '--json')).toEqual([
      '{"channels":["email"]}',
    ]);
    expect((await waymark('audit')).slice(0, 2)).toEqual([
      inside(/unsuppress {2}\w{24}$/),
      inside(/suppress {2}\w{24} {2}"legal"$/),
    ]);
    expect(await waymark('suppress', 'ann@example.com', '--channel', 'fax')).toEqual([inside('channel')]);
    expect(await waymark('suppress', 'ann@example.com', '--reason', 'two words')).toEqual([inside('reason')]);
    expect(await waymark('suppress', 'x@y.example')).toEqual(['No contact is called x@y.example.']);
  });

  test('tells of what they text back, and of no text after a stop', async () => {
    await stack.signUp({ ...ann, email: 'dee@example.com', firstName: 'dee', phone: '+33612345678' });
    await stack.send('/api/replies', { from: '+33 6 12 34 56 78', text: 'Stop!' });
    const told = await waymark('why', 'dee@example.com');
    expect(told.join('\n')).toMatch(/Stop!/);
    expect(await waymark('unsuppress', 'dee@example.com')).toEqual([
      'dee@example.com may be written to again by email and sms.',
    ]);
  });

  test('is forgotten, and the book says by whom', async () => {
    expect(await waymark('erase', 'cy@example.com', '--yes', '--reason', 'request 17')).toEqual([
      'Forgotten; 1 run ended.',
    ]);
    expect(await waymark('export', 'cy@example.com')).toEqual(['No contact is called cy@example.com.']);
    const book = await waymark('audit');
    expect(book[0]).toMatch(new RegExp(`${localOperator()} {2}erase {2}\\w{24} {2}"request 17" {2}runs 1$`));
    expect(book.join('\n')).not.toContain('cy@example.com');
    expect(await waymark('audit', '--definition', 'nothing')).toEqual(['Nobody did anything of that.']);
    expect(await waymark('audit', '--since', 'yesterday')).toEqual([inside('Write it as 2026-03-01')]);
  });
});

test('a press of a button on the page is in the book as well', async () => {
  await stack.send('/api/definitions/welcome/state', { state: 'paused' });
  await stack.send('/api/definitions/welcome/state', { state: 'live' });
  const [resumed, paused] = await waymark('audit', '--definition', 'welcome');
  expect([paused, resumed]).toEqual([inside('pause {2}welcome$'), inside('resume {2}welcome$')]);
});

describe('a crowd', () => {
  test('is let in once somebody has heard how many it is, and its progress is told', async () => {
    expect(await waymark('intakes', 'welcome')).toEqual(['No crowd has come into welcome.']);
    expect(await waymark('enter', 'welcome')).toEqual([inside('Say whom: --segment')]);
    expect(await waymark('enter', 'welcome', '--segment', 'nobody', '--yes')).toEqual([
      'There is no segment called nobody.',
    ]);
    expect(await waymark('enter', 'welcome', '--everybody', '--dry-run')).toEqual([
      inside(/^\d contacts would be looked at, and all of them let into welcome\.$/),
    ]);
    expect(await waymark('enter', 'welcome', '--everybody', '--yes')).toEqual([inside('They are let in')]);
    expect(await waymark('intakes')).toEqual([inside(/welcome {2}by-hand: everybody {2}done {2}\d entered of \d/)]);
    expect(await waymark('audit', '--definition', 'welcome', '--most', '1')).toEqual([
      inside(/enter {2}welcome {2}intake \w+/),
    ]);
  });
});

describe('why', () => {
  test('somebody got something or did not, is answered by what led there or past it', async () => {
    await stack.signUp({ ...ann, email: 'eve@example.com', firstName: 'Eve' });
    const why = (...words: string[]) => waymark('why', 'eve@example.com', ...words);
    expect(await why('welcome', 'hello')).toEqual([inside('sent hello$')]);
    expect(await why('welcome', 'reminder')).toEqual(['Not yet.', inside('^Stands at .* until 2026-')]);
    expect(await why('call-them', 'call')).toEqual(['Never entered call-them: nothing that starts it has happened.']);
    for (let day = 0; day < 6; day++) await stack.send('/api/time', { to: 'day' });
    const thanks = await why('welcome', 'thanks');
    expect(thanks).toEqual(['Not sent.', inside('field plan is pro: no .* else$'), inside('ended|finished')]);
    expect(await why('welcom')).toEqual([inside('^There is no definition called welcom. Known here: .*welcome')]);
    expect(await why('welcome', 'thank')).toEqual([inside('^welcome has no step called thank. Steps here: .*thanks')]);
    expect(await waymark('why', 'nobody')).toEqual(['No contact is called nobody.']);
  });
});

test('after a save, whoever saved keeps those inside where they are, or moves them, by one key', async () => {
  await stack.signUp({ ...ann, email: 'flo@example.com', firstName: 'Flo' });
  const welcome = projectFiles['journeys/welcome.yaml']!;
  const offer = createOffer(() => stack.url);
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const saved = async (days: number) => {
    said.length = 0;
    const { published } = await stack.save(
      'journeys/welcome.yaml',
      welcome.replace('up-to: 3 days', `up-to: ${days} days`),
    );
    await offer.make(published);
  };
  await saved(8);
  expect(said).toEqual([inside('1 at wait-for .* stay there$'), inside(/\[k\]eep .* \[m\]ove/)]);
  offer.keep();
  await offer.move();
  expect(said.slice(2)).toEqual([inside('stays on the version they began with')]);
  await saved(9);
  await offer.move();
  expect(said.at(-1)).toBe('welcome: 1 run moved.');
  await offer.make([]);
  expect(said).toHaveLength(3);
  log.mockRestore();
});

describe('what a function cannot take', () => {
  test('is asked for and given back by an order like any other', async () => {
    expect(await waymark('dead-letters')).toEqual(['Nothing has been given up on.']);
    expect(await waymark('redrive', '--dead-letters', '--dry-run')).toEqual(['0 messages would be tried again.']);
    expect(await waymark('redrive', '--dead-letters', 'enroll', '--reason', 'mended')).toEqual([
      '0 messages given back.',
    ]);
    expect((await waymark('audit'))[0]).toMatch(/redeliver {2}"mended"/);
  });
});
