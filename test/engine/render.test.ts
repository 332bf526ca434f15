/** What a contact reads, and what no value of a contact can do to a message. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compileTemplate } from '../../lib/compiler/templates.ts';
import { renderMessage, renderText } from '../../lib/engine/render.ts';
import { RenderError } from '../../lib/engine/render-error.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import { type CompiledTemplate, parseTemplate } from '../../lib/language/template.ts';
import { cartEmail, codeSms, welcomeEmail } from '../support/example-templates.ts';

let welcome: CompiledTemplate;
let cart: CompiledTemplate;
let sms: CompiledTemplate;

beforeAll(async () => {
  const compile = async ({ file, text }: { file: string; text: string }) =>
    (await compileTemplate(parseTemplate(file, text).template!)).compiled!;
  [welcome, cart, sms] = await Promise.all([compile(welcomeEmail), compile(cartEmail), compile(codeSms)]);
});

const anEmail = (parts: Partial<CompiledTemplate>): CompiledTemplate => ({
  name: 'a',
  channel: 'email',
  subject: 'Hello',
  html: '<p>Hi</p>',
  text: 'Hi',
  links: [],
  ...parts,
});

const html = (liquid: string, context = {}) => renderMessage(anEmail({ html: liquid }), context).html;

const refusal = (make: () => unknown): unknown => {
  try {
    make();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('A message says what is known of the contact', () => {
  test('Ann is greeted by name, in the subject, the HTML and the text', () => {
    const message = renderMessage(welcome, { contact: { firstName: 'Ann', plan: 'trial' } });

    expect(message.subject).toBe('Welcome, Ann');
    expect(message.preview).toBe('Your first project in five minutes');
    expect(message.html).toContain('>Hello Ann, good to see you.</div>');
    expect(message.text).toBe(
      'Hello Ann, good to see you.\n\nCreate a project <https://app.acme.example/start?plan=trial&from=mail>',
    );
  });

  test('a contact without a name is greeted all the same', () => {
    expect(renderMessage(welcome, { contact: {} }).subject).toBe('Welcome, there');
    expect(renderMessage(sms, {})).toEqual({ text: 'Hi there, shall we call you today? Reply YES.', links: [] });
  });

  test('a marketing message ends with the address of its sender and a way out, a receipt does not', () => {
    const given = { unsubscribeUrl: 'https://w.example/u/1', postalAddress: 'Acme\n1 Main St' };
    const marketing = renderMessage(welcome, { contact: {}, ...given });
    const receipt = renderMessage(welcome, { contact: {} });

    expect(marketing.html).toContain('Acme<br>\n1 Main St</p>');
    expect(marketing.html).toContain('<a href="https://w.example/u/1"');
    expect(marketing.text).toMatch(/Acme\n1 Main St\n\nUnsubscribe <https:\/\/w.example\/u\/1>$/);
    expect(receipt.html).not.toContain('Unsubscribe');
    expect(receipt.text).not.toContain('Unsubscribe');
  });

  test('text in a step is not escaped', () => {
    expect(renderText('Call {{ contact.name }}', { contact: { name: 'A & B <c>' } })).toBe('Call A & B <c>');
  });
});

describe('Links', () => {
  const items = [
    { name: 'Tasse & Co', url: 'https://shop.example/p/1?a=1&b=2' },
    { name: 'Bol', url: 'https://shop.example/p/2' },
  ];

  test('each target in a loop is counted by itself, once for HTML and text together', () => {
    const message = renderMessage(cart, { event: { items } }, { trackLink: (index) => `https://w.example/c/${index}` });

    expect(message.links).toEqual([
      { link: 0, url: 'https://shop.example/p/1?a=1&b=2' },
      { link: 1, url: 'https://shop.example/cart?drop=Tasse%20%26%20Co' },
      { link: 0, url: 'https://shop.example/p/2' },
      { link: 1, url: 'https://shop.example/cart?drop=Bol' },
    ]);
    expect(message.html?.match(/https:\/\/w.example\/c\/\d/g)?.map((url) => url.at(-1))).toEqual(['0', '1', '2', '3']);
    expect(message.text).toContain('- Tasse & Co <https://w.example/c/0>, retirer <https://w.example/c/1>');
  });

  test('without tracking they lead straight to their targets', () => {
    const message = renderMessage(cart, { event: { items } });

    expect(message.html).toContain('<a href="https://shop.example/p/1?a=1&amp;b=2">Tasse &amp; Co</a>');
    expect(message.text).toContain('Tasse & Co <https://shop.example/p/1?a=1&b=2>');
  });

  test.each([
    { value: 'a b&c=d#e/?', url: 'https://a.example/?q=a%20b%26c%3Dd%23e%2F%3F' },
    { value: '\ud800', url: 'https://a.example/?q=%EF%BF%BD' },
    { value: undefined, url: 'https://a.example/?q=' },
  ])('a value in an address cannot change where it leads: $url', ({ value, url }) => {
    const email = anEmail({ html: '<a href="{% link 0 %}">x</a>', links: ['https://a.example/?q={{ v }}'] });

    expect(renderMessage(email, { v: value }).links).toEqual([{ link: 0, url }]);
  });

  test('an author who encodes by hand is not encoded twice', () => {
    const email = anEmail({
      html: '<a href="{% link 0 %}">x</a>',
      links: ['https://a.example/?q={{ v | url_encode }}'],
    });

    expect(renderMessage(email, { v: 'a b' }).links[0]?.url).toBe('https://a.example/?q=a%20b');
  });

  test.each([
    'javascript:alert(1)',
    ' JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'java\nscript:alert(1)',
    'vbscript:x',
    '//a.example',
    'a.example',
  ])('a value that is no web address makes no link: %s', (url) => {
    const email = anEmail({ html: '<a href="{% link 0 %}">x</a>', links: ['{{ event.url }}'] });

    expect(refusal(() => renderMessage(email, { event: { url } }))).toMatchObject({
      name: 'RenderError',
      code: 'unsafe-link',
    });
  });

  test('a value that is empty makes an empty link, and one to write to is left alone', () => {
    const email = anEmail({
      html: '<a href="{% link 0 %}">x</a>',
      text: 'x <{% link 0 %}>',
      links: ['{{ event.url }}'],
    });
    const render = (url?: string) => renderMessage(email, { event: { url } }, { trackLink: () => 'https://w.example' });

    expect(render()).toMatchObject({ html: '<a href="">x</a>', text: 'x', links: [] });
    expect(render('mailto:a@b.example').html).toBe('<a href="mailto:a@b.example">x</a>');
  });
});

describe('Values are only ever read as text', () => {
  const bad = `</p><script>alert("x")</script>'`;
  const escaped = '&lt;/p&gt;&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;&#39;';

  test.each([
    '{{ v }}',
    '{% echo v %}',
    '{% cycle v, v %}',
    '{% liquid echo v %}',
    '{{ v | escape }}',
    '{{ v | json | replace: \'"<\', "<" | remove_last: \'"\' | replace: "\\\\", "" }}',
    '{{ v | newline_to_br }}',
    '{{ v | newline_to_br | append: "" | replace: "&lt;", "<" | replace: "&gt;", ">" | replace: "&#34;", \'"\' | replace: "&#39;", "\'" }}',
    '{% assign w = v %}{{ w }}',
    '{{ "" | append: v }}',
    '{% for c in (1..1) %}{{ v }}{% endfor %}',
  ])('%s writes no markup', (liquid) => {
    const written = html(liquid, { v: bad });

    expect(written).not.toMatch(/[<>"']/);
    expect(written).toContain('script');
  });

  test('a plain value is escaped once', () => {
    expect(html('{{ v }}', { v: bad })).toBe(escaped);
    expect(html('{{ v | escape }}', { v: bad })).toBe(escaped);
  });

  test('only the line breaks of a value become markup', () => {
    expect(html('{{ v | newline_to_br }}', { v: '<b>\r\n1 & 2' })).toBe('&lt;b&gt;<br>\n1 &amp; 2');
  });

  test('`raw` renders nothing in HTML, wherever it came from', () => {
    expect(refusal(() => html('{{ v | raw }}', { v: bad }))).toMatchObject({ name: 'RenderError', code: 'syntax' });
  });

  test.each(['\r\nBcc: all@example.com', '\nX: y', '\u0000', '\u2028x', '\u007f'])(
    'a value cannot add a line to the headers: %j',
    (value) => {
      const { subject, preview } = renderMessage(anEmail({ subject: 'Hi {{ v }}!', preview: '{{ v }}' }), { v: value });

      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(subject).toMatch(/^Hi .*!$/);
      expect(preview).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    },
  );

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'constructor.constructor', 'constructor.name'])(
    'what a value inherits is not there: %s',
    (path) => {
      expect(
        renderText(`[{{ contact.${path} }}{{ contact.name.${path} }}{{ ${path} }}]`, { contact: { name: 'Ann' } }),
      ).toBe('[]');
    },
  );

  test('values without a prototype are read as any other', () => {
    expect(renderText('{{ c.a }}', { c: Object.assign(Object.create(null), { a: 1 }) })).toBe('1');
  });

  test.each([
    "{% include '/etc/passwd' %}",
    "{% render '/etc/passwd' %}",
    "{% layout '/etc/passwd' %}",
    '{% block a %}{% endblock %}',
  ])('no file is read: %s', (liquid) => {
    expect(refusal(() => renderText(liquid, {}))).toMatchObject({ name: 'RenderError', code: 'syntax' });
  });
});

describe('A template that asks for too much fails, and says so', () => {
  test.each([
    { case: 'a range without end', liquid: '{% for i in (1..1000000000) %}{{ i }}{% endfor %}' },
    {
      case: 'loops in loops in loops',
      liquid:
        '{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}',
    },
    {
      case: 'text that doubles',
      liquid: '{% assign s = "aaaaaaaaaa" %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
    },
    {
      case: 'captures that double',
      liquid: '{% for i in (1..100) %}{% capture s %}{{ s }}{{ s }}a{% endcapture %}{% endfor %}{{ s }}',
    },
    {
      case: 'captures that double and stop',
      liquid: '{% for i in (1..25) %}{% capture s %}{{ s }}{{ s }}a{% endcapture %}{% endfor %}{{ s }}',
    },
    {
      case: 'replacement that grows',
      liquid:
        '{% assign s = "aaaaaaaaaa" %}{% for i in (1..100) %}{% assign s = s | replace: "a", "aaaaaaaaaa" %}{% endfor %}{{ s }}',
    },
    { case: 'a very wide date', liquid: '{{ "2026-01-01" | date: "%9999999Y" }}' },
    { case: 'a long text', liquid: 'x'.repeat(100_001) },
    { case: 'ten thousand nested conditions', liquid: `${'{% if true %}'.repeat(3000)}${'{% endif %}'.repeat(3000)}` },
  ])('$case', ({ liquid }) => {
    expect(refusal(() => renderText(liquid, {}))).toMatchObject({ name: 'RenderError', code: 'limit' });
    expect(refusal(() => renderMessage(anEmail({ html: liquid }), {}))).toMatchObject({ code: 'limit' });
    const link = anEmail({ html: '{% link 0 %}', links: [`https://a.example/${liquid}`] });
    expect(refusal(() => renderMessage(link, {}))).toMatchObject({ code: 'limit' });
  });

  test('the fault is terminal, has a place, and no value of the contact in it', () => {
    const error = refusal(() =>
      renderText('Hi\n {{ d | date: "%Y", contact.secret }}', { d: '2026-01-01', contact: { secret: 'top/secret' } }),
    );

    expect(error).toBeInstanceOf(TerminalError);
    expect(error).toBeInstanceOf(RenderError);
    expect(error).toMatchObject({
      name: 'RenderError',
      code: 'failed',
      message: 'The template could not be rendered (line 2, column 2).',
    });
    expect(String((error as Error).stack)).not.toContain('top/secret');
    expect((error as Error).cause).toBeUndefined();
  });
});

describe('Dates', () => {
  const moment = '2026-03-02T03:30:00.000Z';
  const inNewYork = { contact: { timeZone: 'America/New_York', renewal: '2026-03-02', seen: moment }, now: moment };

  test.each([
    { liquid: '{{ contact.seen | date: "%-d %B %H:%M" }}', text: '1 March 22:30' },
    { liquid: '{{ contact.renewal | date: "%-d %B" }}', text: '2 March' },
    { liquid: '{{ "now" | date: "%-d %B %H:%M" }}', text: '1 March 22:30' },
    { liquid: '{{ contact.seen | date: "%H:%M", "Asia/Tokyo" }}', text: '12:30' },
    { liquid: '{{ "now" | date_to_xmlschema }}', text: '2026-03-02T03:30:00+00:00' },
  ])("$liquid is told in the contact's own time", ({ liquid, text }) => {
    expect(renderText(liquid, inNewYork)).toBe(text);
  });

  test('a zone that cannot be read is none', () => {
    expect(renderText('{{ "now" | date: "%H:%M" }}', { now: moment, contact: { timeZone: 'Moon/Sea' } })).toBe('03:30');
  });

  test('there is no clock but the one that is given', () => {
    expect(renderText('[{{ "now" | date: "%Y" }}{{ "today" | date_to_string }}]', {})).toBe('[]');
  });

  test('a translation names months in its language', () => {
    const french = anEmail({ language: 'fr', text: '{{ d | date: "%-d %B" }}' });

    expect(renderMessage(french, { d: '2026-08-02' }).text).toBe('2 août');
  });
});
