import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ContactSummary, ContactView, FollowUpView, StackState } from '../../lib/language/operator-api.ts';
import type { CapturedMessage } from '../../lib/local/mail/mailbox.ts';
import { buildConsole } from '../../web/build.ts';
import { ann, writeProject } from '../local/a-stack.ts';
import { type ChildStack, startChild } from './child-stack.ts';

/** `WAYMARK_KILLS=50` for a long night. */
const kills = Number(process.env.WAYMARK_KILLS ?? 2);
const seeds = Array.from({ length: kills }, (_, index) => index + 1);
const people = ['ann@example.com', 'bob@example.com', 'cid@example.com'];

let consoleDir: string;
let root: string;
let stack: ChildStack | undefined;
beforeAll(async () => {
  consoleDir = await mkdtemp(join(tmpdir(), 'waymark-console-'));
  await buildConsole({ outDir: consoleDir }).catch(() => {});
  return () => rm(consoleDir, { recursive: true });
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'waymark-kill-'));
  await writeProject(root);
  await mkdir(join(root, '.waymark'));
  await symlink(consoleDir, join(root, '.waymark', 'console'));
});
afterEach(async () => {
  await stack?.kill();
  stack = undefined;
  await rm(root, { recursive: true, force: true });
});

const start = async (...flags: string[]) => {
  stack = await startChild(root, ...flags);
  return stack;
};
const signUp = (running: ChildStack, email: string) => running.post('/v1/forms/sign-up', { ...ann, email });
const messagesDir = () => join(root, '.waymark', 'data', 'life', 'messages');

/** A number from 0 to just under 1, the same for a seed on every machine. */
const chance = (seed: number) => (Math.imul(seed, 0x9e3779b1) >>> 0) / 2 ** 32;

/** What the provider was handed, read from the disk: no process of ours is asked. */
async function handed(): Promise<string[]> {
  const names = existsSync(messagesDir())
    ? (await readdir(messagesDir())).filter((name) => name.endsWith('.json'))
    : [];
  const all = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(messagesDir(), name), 'utf8')) as CapturedMessage),
  );
  return all.map(({ to, raw = '' }) => `${to}: ${/^Subject: (.*)$/m.exec(raw)?.[1]?.trim()}`).sort();
}

/** Whoever got no answer sends the form again, as people do. */
async function signUpAll(running: ChildStack, asked: string[]): Promise<void> {
  for (const email of asked) expect((await signUp(running, email)).status).toBe(202);
}

async function moveToTheEnd(running: ChildStack): Promise<void> {
  for (let move = 0; move < 60; move++) {
    if (!(await running.get<StackState>('/api/state')).nextDue) return;
    expect((await running.post('/api/time', { to: 'next' })).status).toBe(200);
  }
  throw new Error('After sixty moves something is still due.');
}

/** Everybody has gone all the way, and got each thing once. */
async function expectWholeJourneys(running: ChildStack): Promise<void> {
  expect(await handed()).toEqual(people.flatMap((email) => [`${email}: Hello Ann`, `${email}: Still there?`]).sort());
  const contacts = await running.get<ContactSummary[]>('/api/contacts');
  expect(contacts.map(({ fields }) => fields.email).sort()).toEqual(people);
  for (const { id } of contacts) {
    const { runs } = await running.get<ContactView>(`/api/contacts/${id}`);
    expect(runs.map(({ definition, end }) => `${definition}: ${end?.reason}`).sort()).toEqual([
      'call-them: handed-over',
      'welcome: finished',
    ]);
  }
  expect(await running.get<FollowUpView[]>('/api/follow-ups')).toHaveLength(people.length);
}

test.each(seeds)(
  'killed while forms come in (%i), everybody gets their mails once and goes all the way',
  async (seed) => {
    const first = await start();
    const acknowledged: string[] = [];
    const posts = people.map((email) =>
      signUp(first, email).then(
        ({ status }) => void (status === 202 && acknowledged.push(email)),
        () => {},
      ),
    );
    await pause(chance(seed) * 900);
    await first.kill();
    await Promise.all(posts);

    const second = await start();
    await signUpAll(
      second,
      people.filter((email) => !acknowledged.includes(email)),
    );
    await moveToTheEnd(second);
    await expectWholeJourneys(second);
  },
);

test.each(seeds)(
  'killed in the moment a mail has left (%i), it is not sent again and the journey goes on',
  async (seed) => {
    const first = await start();
    const left = new Promise<void>((seen) => {
      let count = 0;
      const watcher = watch(messagesDir(), (_, name) => {
        if (!name?.endsWith('.fresh.json') || ++count < 1 + (seed % people.length)) return;
        watcher.close();
        // Before anything is awaited: the answer is still on its way to the handler.
        void first.kill();
        seen();
      });
    });
    const acknowledged: string[] = [];
    const posts = people.map((email) =>
      signUp(first, email).then(
        ({ status }) => void (status === 202 && acknowledged.push(email)),
        () => {},
      ),
    );
    await left;
    await Promise.all(posts);
    await first.kill();

    const second = await start();
    await signUpAll(
      second,
      people.filter((email) => !acknowledged.includes(email)),
    );
    await moveToTheEnd(second);
    await expectWholeJourneys(second);
  },
);

test.each(seeds)('killed while time moves (%i), the next start goes on in the middle of it', async (seed) => {
  const first = await start();
  await signUpAll(first, people);
  const moves = (async () => {
    for (;;) await first.post('/api/time', { to: 'next' });
  })().catch(() => {});
  await pause(chance(seed) * 700);
  await first.kill();
  await moves;
  const before = await handed();

  const second = await start();
  expect(await handed()).toEqual(expect.arrayContaining(before));
  await moveToTheEnd(second);
  await expectWholeJourneys(second);
});

test.each(seeds)(
  'killed right behind the answer to a form, in real time (%i), the mail still goes out, once',
  async (seed) => {
    const first = await start('--clock', 'real');
    for (const email of people.slice(0, 1 + (seed % people.length))) {
      expect((await signUp(first, email)).status).toBe(202);
    }
    await first.kill();
    const asked = people.slice(0, 1 + (seed % people.length));

    const second = await start('--clock', 'real');
    await expect.poll(handed, { timeout: 20_000 }).toEqual(asked.map((email) => `${email}: Hello Ann`));
    expect(await second.stop()).toBe(0);
    expect(existsSync(join(root, '.waymark', 'url'))).toBe(false);
    expect(await handed()).toHaveLength(asked.length);
  },
);
