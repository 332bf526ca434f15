/** What the operator's columns show for each chapter of Ann's story. */
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ContactsTab } from '../../web/console/contacts/contacts-tab.tsx';
import { FollowUpsTab } from '../../web/console/follow-ups/follow-ups-tab.tsx';
import { InboxPane } from '../../web/console/inbox/inbox-pane.tsx';
import { JourneyTab } from '../../web/console/journey/journey-tab.tsx';
import { Problems } from '../../web/console/problems/problems.tsx';
import { Clock } from '../../web/console/top/clock.tsx';
import { TimeButtons } from '../../web/console/top/time-buttons.tsx';
import { type Chapter, chapters, misspeltDuration } from './stand-in/story.ts';

const nothing = () => undefined;
const nothingYet = async () => undefined;
const chapter = (number: number): Chapter => {
  const found = chapters[number];
  if (!found) throw new Error(`no chapter ${number}`);
  return found;
};
const show = (element: ReactElement) => renderToStaticMarkup(element).replaceAll('<!-- -->', '');
const textIn = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const count = (html: string, testId: string) => html.split(`data-testid="${testId}"`).length - 1;

const inbox = ({ messages }: Chapter, openId?: string) =>
  show(createElement(InboxPane, { messages, openId, open: nothing, close: nothing, perform: nothingYet }));
const contacts = ({ contacts, state }: Chapter) =>
  show(
    createElement(ContactsTab, { contacts, contact: contacts[0], zone: state.zone, choose: nothing, watch: nothing }),
  );
const timeButtons = (state: Chapter['state']) =>
  show(createElement(TimeButtons, { state, isMoving: false, next: nothing, day: nothing, reset: nothing }));

describe('before anybody signed up', () => {
  test('every empty place tells the operator what to do next', () => {
    expect(textIn(inbox(chapter(0)))).toContain('Sign up in the shop');
    expect(textIn(contacts(chapter(0)))).toContain('Sign up as Ann in the shop');
    const none = createElement(JourneyTab, { definitions: [], choose: nothing, perform: nothingYet });
    expect(textIn(show(none))).toContain('statemachines/journeys/');
    const noFollowUps = createElement(FollowUpsTab, {
      followUps: [],
      now: chapter(0).state.now,
      zone: 'UTC',
      perform: nothingYet,
    });
    expect(textIn(show(noFollowUps))).toContain('assign-follow-up');
  });
});

describe('the clock', () => {
  test('says the local time, and that it stands still', () => {
    const text = textIn(show(createElement(Clock, { state: chapter(1).state })));
    expect(text).toContain('Mon 2 Mar 2026 10:00');
    expect(text).toContain('stands still until you move it');
  });

  test('can be moved to what is due next, which is named', () => {
    const html = timeButtons(chapter(1).state);
    expect(textIn(html)).toContain('Thu 5 Mar 10:00 · Ann: wait-for reaches its limit');
    expect(html).toContain('data-testid="next-due" aria-keyshortcuts="n" aria-disabled="false"');
  });

  test('cannot be moved when nothing waits, nor when it is the real one', () => {
    expect(timeButtons(chapter(4).state)).toContain(
      'data-testid="next-due" aria-keyshortcuts="n" aria-disabled="true"',
    );
    const real = timeButtons({ ...chapter(1).state, clock: 'real' });
    expect(real.split('aria-disabled="true"')).toHaveLength(3);
  });
});

describe('after Ann signed up', () => {
  test('the head of the drawing says how the journey is doing, and offers the others', () => {
    const { definitions } = chapter(1);
    const html = show(
      createElement(JourneyTab, { definitions, view: definitions[0], choose: nothing, perform: nothingYet }),
    );
    expect(textIn(html)).toContain(
      'Turn new trials into activated accounts · growth@acme.example inside 1 entered 1 ended 0',
    );
    expect(html).toContain('<option value="lead-follow-up">');
  });

  test('her welcome mail is new in the mailbox', () => {
    const html = inbox(chapter(1));
    expect(count(html, 'message')).toBe(1);
    expect(html).toContain('data-unread="true"');
    expect(textIn(html)).toContain('Welcome, Ann');
  });

  test('her contact shows fields, consent, runs, and the timeline with the newest line last', () => {
    const html = contacts(chapter(2));
    expect(count(html, 'contact-row')).toBe(1);
    expect(count(html, 'timeline-line')).toBe(4);
    const text = textIn(html);
    expect(text).toContain('product-tips · email · in');
    expect(text).toContain('at wait-for, due Thu 5 Mar 10:00');
    expect(text.indexOf('entered: form trial-signup')).toBeLessThan(text.indexOf('page /pricing'));
  });
});

describe('an opened message', () => {
  test('is shown in a frame without scripts, forms or new windows', () => {
    const html = inbox(chapter(1), 'm-welcome');
    expect(html).toContain('sandbox="allow-same-origin"');
    expect(html).toMatch(/data-testid="message-body"/);
    expect(html).not.toContain('allow-scripts');
  });

  test('lets the contact unsubscribe in a tab of its own', () => {
    expect(inbox(chapter(1), 'm-welcome')).toContain(
      'href="http://localhost:4000/u/ann-token" target="_blank" rel="noopener"',
    );
  });

  test('that has no HTML is shown as the text it is', () => {
    const [first] = chapter(1).messages;
    const plain = first && { ...first, html: undefined, text: '<b>plain</b>' };
    expect(inbox({ ...chapter(1), messages: plain ? [plain] : [] }, 'm-welcome')).toContain('&lt;b&gt;plain&lt;/b&gt;');
  });
});

test('a text message and a follow-up reach the operator at the end of the story', () => {
  const { followUps, state } = chapter(4);
  expect(count(inbox(chapter(4)), 'sms-message')).toBe(1);
  const html = show(createElement(FollowUpsTab, { followUps, now: state.now, zone: state.zone, perform: nothingYet }));
  expect(textIn(html)).toContain('Call Ann team:sales · for Ann open due Fri 6 Mar 13:00 Done');
});

describe('a broken save', () => {
  test('is named with file, line, column, code and the way out, and the last good version keeps running', () => {
    const text = textIn(show(createElement(Problems, { problems: [misspeltDuration] })));
    expect(text).toContain('1 problem in the newest save · the last good version keeps running');
    expect(text).toContain('statemachines/journeys/trial-activation.yaml:19:12 WM110');
    expect(text).toContain('&quot;3 dys&quot; is no duration.');
    expect(text).toContain('Did you mean &quot;3 days&quot;?');
  });

  test('with a mere warning runs, and does not say otherwise', () => {
    const warning = { ...misspeltDuration, severity: 'warning' as const };
    expect(textIn(show(createElement(Problems, { problems: [warning] })))).not.toContain('keeps running');
  });

  test('of a TypeScript definition is named with its path instead of a line', () => {
    const typed = { ...misspeltDuration, file: 'a.ts', line: 0, column: 0, path: ['steps', 1, 'up-to'] };
    expect(textIn(show(createElement(Problems, { problems: [typed] })))).toContain('a.ts steps.1.up-to WM110');
  });
});
