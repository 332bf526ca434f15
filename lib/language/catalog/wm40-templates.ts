/** WM40…: templates. Read as `example.email.mjml`, unless the entry names another file. */
import type { Catalog } from './entry.ts';

const email = (body: string, head = 'subject: Hello'): string => `---\n${head}\n---\n${body}\n`;
const section = (inner: string) => `<mj-section><mj-column>${inner}</mj-column></mj-section>`;
const hello = section('<mj-text>Hello</mj-text>');

export const templatesCatalog: Catalog = {
  WM401: {
    title: 'A file name that says no name, language or channel of a template',
    file: 'template',
    names: { bad: 'welcome.mjml', good: 'welcome.email.mjml' },
    bad: email(hello),
    good: email(hello),
  },
  WM402: {
    title: 'Front matter that cannot be read',
    file: 'template',
    bad: email(hello, 'subject: You are #1'),
    good: email(hello, 'subject: "You are #1"'),
  },
  WM403: {
    title: 'A key of the front matter that is unknown or holds the wrong thing',
    file: 'template',
    bad: email(hello, 'subject: Hello\npreveiw: Five minutes are enough'),
    good: email(hello, 'subject: Hello\npreview: Five minutes are enough'),
  },
  WM404: {
    title: 'An email without a subject',
    file: 'template',
    bad: `${hello}\n`,
    good: email(hello),
  },
  WM405: {
    title: 'A mistake in Liquid',
    file: 'template',
    bad: email(section('<mj-text>{{ contact.firstName | defualt: "there" }}</mj-text>')),
    good: email(section('<mj-text>{{ contact.firstName | default: "there" }}</mj-text>')),
    hint: 'Templates stand alone: no includes. Values in HTML are always escaped, so `raw` is no filter there.',
  },
  WM406: {
    title: 'A mistake in MJML, or something that MJML would drop',
    file: 'template',
    bad: email(section('Hello')),
    good: email(`<mj-raw>{% if contact.plan == "gold" %}</mj-raw>${hello}<mj-raw>{% endif %}</mj-raw>`),
    hint: 'Text stands in elements such as `mj-text`; Liquid between sections stands in `mj-raw`.',
  },
  WM407: {
    title: 'HTML that no mail program shows',
    file: 'template',
    names: { bad: 'example.email.html', good: 'example.email.html' },
    bad: email('<a href="javascript:open()">Open</a>'),
    good: email('<a href="https://acme.example/open">Open</a>'),
  },
  WM408: {
    title: 'A message of more than 100 KB',
    file: 'template',
    names: { bad: 'example.email.html', good: 'example.email.html' },
    bad: email(`<p>${'One more word. '.repeat(6650)}</p>`),
    good: email('<p>One more word.</p>'),
    hint: 'Mail programs cut a longer message off, with the unsubscribe link at its end.',
  },
  WM409: {
    title: 'A template that says nothing',
    file: 'template',
    bad: email(''),
    good: email(hello),
  },
};
