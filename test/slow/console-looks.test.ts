/** The console in a real browser, chapter by chapter; its pictures in test-results/ are there to be looked at. */
import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildConsole } from '../../web/build.ts';
import { startLink } from '../web/stand-in/messages.ts';
import { startStandIn } from '../web/stand-in/server.ts';
import { chapters, misspeltDuration } from '../web/stand-in/story.ts';

const pictures = 'test-results/console';
const consoleDir = 'test-results/console-built';
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

let browser: Browser;
let stack: Awaited<ReturnType<typeof startStandIn>>;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await buildConsole({ outDir: consoleDir });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') });
});
afterAll(() => browser?.close());

beforeEach(async () => {
  stack = await startStandIn({ consoleDir });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  await page.goto(stack.url);
  await page.getByTestId('graph-node-decide').waitFor();
});
afterEach(async () => {
  await page.close();
  await stack.close();
});

const shop = () => page.frameLocator('[data-testid=shop]');
const picture = (name: string) => page.screenshot({ path: `${pictures}/${name}.png` });
const asked = () => stack.asked.map(({ path }) => path);
/** A script in a message's body is stopped by the frame, and Chromium says so: that is what is wanted. */
const isStoppedScript = (line: string) => line.startsWith('Blocked script execution in');

async function signUp() {
  await shop().getByRole('link', { name: 'Start a free trial' }).click();
  await shop().getByLabel('Work email').fill('ann@example.com');
  await shop().getByLabel('First name').fill('Ann');
  await shop().getByLabel('Send me product tips').check();
  await shop().getByRole('button', { name: 'Start my trial' }).click();
  await page.getByTestId('message').waitFor();
}

describe('the console', () => {
  test('shows Ann sign up, get her mail, click in it, and reach the end', async () => {
    await picture('1-nobody');
    await signUp();
    await page.getByTestId('dot').first().waitFor({ state: 'attached' });
    await picture('2-signed-up');
    expect(await page.getByTestId('count-wait-for').innerText()).toBe('1');
    expect(await page.getByTestId('announcement').innerText()).toContain('New e-mail to ann@example.com: Welcome, Ann');
    await shop().getByText('Welcome, Ann.').waitFor();

    // Still with the focus in the shop's frame.
    await page.keyboard.press('o');
    const body = page.frameLocator('[data-testid=message-body]');
    await body.getByRole('link', { name: 'Create a project' }).click();
    await page.getByTestId('notice').waitFor();
    await picture('3-mail');
    expect(page.url()).toMatch(new RegExp(`^${stack.url}`));
    expect(await body.locator('body').getAttribute('data-ran')).toBeNull();
    expect(stack.asked.find(({ path }) => path.endsWith('/click'))?.body).toBe(JSON.stringify({ href: startLink }));
    expect(asked()).toContain('/api/messages/m-welcome/open');

    await page.getByTestId('next-due').click();
    await page.getByText('Thu 5 Mar 2026 10:00').waitFor();
    await page.getByTestId('plus-day').click();
    await page.getByText('Fri 6 Mar 2026 09:00').waitFor();
    await page.getByTestId('tab-contacts').click();
    const lines = page.getByTestId('timeline-line');
    expect(await lines.last().innerText()).toContain('ended: finished');
    await picture('4-contact');
    expect(complaints.filter((line) => !isStoppedScript(line))).toEqual([]);
  });

  test('leads from a step and from an outcome to its line in the source, and says when no editor is known', async () => {
    const current = page.locator('[data-testid=source-text] [aria-current]');
    await page.getByTestId('graph-node-wait-until-09-00').click();
    expect(await current.innerText()).toContain('wait-until: 09:00');
    await page.getByRole('button', { name: 'limit', exact: true }).click();
    // The page has to catch up with the click.
    await expect.poll(() => current.getAttribute('data-line')).toBe('22');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByText('No editor is known here.').waitFor();
    expect(stack.asked.at(-1)).toMatchObject({ path: '/api/definitions/trial-activation/edit', body: '{"line":22}' });
    await picture('5-source');
  });

  test('shows a broken save above the version that keeps running, until it is mended', async () => {
    const { state } = chapters[0] ?? {};
    stack.change(state ? { state: { ...state, problems: [misspeltDuration] } } : {});
    await page.getByTestId('problem').waitFor();
    expect(await page.getByTestId('graph-node-decide').isVisible()).toBe(true);
    await picture('6-problem');
    stack.change({});
    await page.getByTestId('problem').waitFor({ state: 'detached' });
  });

  test('forgets everybody only when asked twice, and the shop forgets its visitor', async () => {
    await signUp();
    const firstId = stack.asked.find(({ path }) => path === '/v1/page')?.body;
    await page.keyboard.press('r');
    await picture('7-reset');
    await page.getByRole('button', { name: 'Keep everything' }).click();
    expect(asked()).not.toContain('/api/reset');
    await page.getByTestId('reset').click();
    await page.getByTestId('reset-confirm').click();
    await page.getByText('Nothing in the mailbox').waitFor();
    await shop().getByRole('heading', { name: 'See what is stuck' }).waitFor();
    const idIn = (body = '{}') => (JSON.parse(body) as { anonymousId?: string }).anonymousId;
    const later = stack.asked.filter(({ path }) => path === '/v1/page').at(-1);
    expect(idIn(later?.body)).not.toBe(idIn(firstId));
  });

  test('leaves the letters to whoever is typing', async () => {
    await shop().getByRole('link', { name: 'Start a free trial' }).click();
    await shop().getByLabel('First name').focus();
    await page.keyboard.type('nora d');
    expect(await shop().getByLabel('First name').inputValue()).toBe('nora d');
    await page.getByTestId('definition-select').focus();
    await page.keyboard.press('r');
    await page.keyboard.press('d');
    expect(asked()).not.toContain('/api/time');
    expect(await page.getByTestId('reset-confirm').isVisible()).toBe(false);
  });

  test('is readable in the dark, and column by column on a small screen', async () => {
    stack.turnTo(3);
    await page.getByTestId('message').first().waitFor();
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await picture('8-dark');
    await page.setViewportSize({ width: 1099, height: 800 });
    for (const pane of ['shop', 'studio', 'inbox']) {
      await page.getByTestId(`pane-${pane}`).click();
      const shown = await page
        .locator('main > *')
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
      expect(shown).toBe(1);
      await picture(`9-narrow-${pane}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBe(0);
  });
});
