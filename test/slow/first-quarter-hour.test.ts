/** A newcomer's first minutes, in a real browser on a real stack; the pictures in test-results/ are there to be looked at. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StackState } from '../../lib/language/operator-api.ts';
import { type ChildStack, startChild } from './child-stack.ts';

const pictures = 'test-results/first-quarter-hour';
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const journey = 'statemachines/journeys/trial-activation.yaml';

let root: string;
let stack: ChildStack;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  root = await mkdtemp(join(tmpdir(), 'waymark-quarter-'));
  await cp('statemachines', join(root, 'statemachines'), { recursive: true });
  stack = await startChild(root);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && complaints.push(`${line.text()} ${line.location().url}`));
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(root, { recursive: true, force: true });
});

const shop = () => page.frameLocator('[data-testid=shop]');
const picture = (name: string) => page.screenshot({ path: `${pictures}/${name}.png` });
const now = async () => (await stack.get<StackState>('/api/state')).now;

async function timeline(): Promise<string[]> {
  await page.getByTestId('tab-contacts').click();
  const lines = page.getByTestId('timeline-line');
  await lines.first().waitFor();
  return (await lines.allInnerTexts()).map((line) => line.replaceAll(/\s+/g, ' '));
}

/** The words of each line, in order; other lines may stand between them. */
async function expectInOrder(...words: string[]): Promise<void> {
  const lines = await timeline();
  let place = 0;
  for (const word of words) {
    const found = lines.findIndex((line, index) => index >= place && line.includes(word));
    expect(found, `"${word}" behind line ${place} of\n${lines.join('\n')}`).toBeGreaterThanOrEqual(0);
    place = found + 1;
  }
}

test('minute 0: one command prints where to look, and that time stands still', () => {
  expect(stack.printed()).toMatch(/^✓ statemachines\/: 2 journeys, 2 workflows, .* – no problems$/m);
  expect(stack.printed()).toMatch(/^✓ local stack: table, bus, clock, mailbox \(nothing leaves this machine\)$/m);
  expect(stack.printed()).toMatch(/^Open http:\/\/localhost:\d+$/m);
  expect(stack.printed()).toMatch(
    /^Virtual time: Mon 2 Mar 2026 10:00 Europe\/Paris, stands still until you move it$/m,
  );
  // To a pipe no cursor is moved and no key is offered.
  for (const trick of ['\u001B', 'Keys:']) expect(stack.printed()).not.toContain(trick);
});

test('minute 1: the page shows the shop, the journey and an empty mailbox', async () => {
  await page.goto(stack.url);
  await page.getByTestId('graph-node-decide').waitFor();
  await page.getByText('Nothing in the mailbox').waitFor();
  await shop().getByRole('link', { name: 'Start a free trial' }).waitFor();
  await picture('1-nobody');
});

test('minute 2: Ann signs up in the shop, and her welcome is in the mailbox', async () => {
  await shop().getByRole('link', { name: 'Start a free trial' }).click();
  await shop().getByLabel('Work email').fill('ann@example.com');
  await shop().getByLabel('First name').fill('Ann');
  await shop().getByLabel('Send me product tips').check();
  await shop().getByRole('button', { name: 'Start my trial' }).click();

  await page.getByTestId('message').filter({ hasText: 'Welcome, Ann' }).waitFor();
  await expect.poll(() => page.getByTestId('count-wait-for').innerText()).toBe('1');
  await picture('2-signed-up');
  await expectInOrder(
    'entered: form trial-signup',
    'sent trial-welcome',
    'waiting for a click in trial-welcome, at most until Thu 10:00',
  );
  await picture('3-timeline');
});

test('minute 4: the pricing page she looks at is in her timeline', async () => {
  await shop().getByRole('link', { name: 'Pricing' }).click();
  await page.getByTestId('timeline-line').filter({ hasText: 'page /pricing' }).waitFor();
});

test('she opens the welcome and clicks its link: the journey hears of both', async () => {
  await page.getByTestId('message').click();
  const body = page.frameLocator('[data-testid=message-body]');
  await body.getByRole('link', { name: 'Create a project' }).click();
  await page.getByTestId('notice').waitFor();
  await picture('4-clicked');
  await expectInOrder('opened trial-welcome', 'clicked trial-welcome', 'goes on: clicked trial-welcome: yes');
});

test('minute 5: time is moved to the next thing due, until her run has reached its stop', async () => {
  await page.getByTestId('next-due').click();
  await page.getByText('Tue 3 Mar 2026 09:00').waitFor();
  expect(await now()).toBe('2026-03-03T08:00:00.000Z');

  await page.getByTestId('timeline-line').filter({ hasText: 'ended: finished' }).waitFor();
  await picture('5-ended');
  await page.getByTestId('tab-journey').click();
  await expect.poll(() => page.getByTestId('count-wait-for').innerText()).toBe('0');
  await picture('6-journey');
});

test('every decision that was made for her is in her timeline, with its answers, in its order', async () => {
  await expectInOrder(
    'form trial-signup',
    'consent in: product-tips by email',
    'entered: form trial-signup trial-activation',
    'sent trial-welcome',
    'waiting for a click in trial-welcome, at most until Thu 10:00',
    'page /pricing',
    'opened trial-welcome',
    'clicked trial-welcome',
    'goes on: clicked trial-welcome: yes (Mon 10:00)',
    'add-to-segment: engaged-trials: added',
    'waiting until Tue 09:00',
    'page /pricing* within 7 days: yes (Mon 10:00) → way 1',
    'run-workflow: lead-follow-up: started',
    'ended: finished',
    'entered: called by trial-activation',
    'update: contact',
    'assigned',
    'ended: handed-over',
  );
  await page.getByTestId('tab-follow-ups').click();
  await page.getByText('looked at pricing').waitFor();
  await picture('7-follow-up');
});

test('minute 7: a broken save is shown here and in the terminal within a second, and changes nothing', async () => {
  await page.getByTestId('tab-journey').click();
  const file = join(root, journey);
  const written = await readFile(file, 'utf8');
  await writeFile(file, written.replace('up-to: 3 days', 'up-to: 3 dys'));

  await page.getByTestId('problem').filter({ hasText: 'Did you mean "3 days"?' }).waitFor();
  await picture('8-problem');
  expect(stack.printed()).toContain(`${journey}:22:12  WM110  "3 dys" is no duration.`);
  expect(stack.printed()).toContain('^^^^^  Did you mean "3 days"?');
  expect(stack.printed()).toContain('The last good version keeps running.');

  await writeFile(file, written.replace('up-to: 3 days', 'up-to: 1 day'));
  await page.getByTestId('problem').waitFor({ state: 'detached' });
  await page.getByText('v2', { exact: true }).waitFor();
  expect(stack.printed()).toContain('✓ trial-activation v2');
});

test('minute 9: Ctrl-C leaves no port and no address behind', async () => {
  expect(complaints.filter((line) => !/Blocked script execution/.test(line))).toEqual([]);
  await browser.close();
  expect(await stack.stop()).toBe(0);
  await expect(fetch(stack.url)).rejects.toThrow();
  await expect(readFile(join(root, '.waymark', 'url'))).rejects.toThrow();
});
