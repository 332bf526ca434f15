/** From the author's markup to the one JSON that the engine fills in: nothing lost, nothing fetched, every link numbered. */
import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../lib/compiler/templates.ts';
import { parseTemplate } from '../../lib/language/template.ts';
import { badTemplates } from '../support/bad-templates.ts';
import { cartEmail, codeSms, exampleTemplates, welcomeEmail } from '../support/example-templates.ts';

async function compiled(file: string, text: string) {
  const { template, diagnostics } = parseTemplate(file, text);
  expect(diagnostics).toEqual([]);
  const result = await compileTemplate(template!);
  expect(result.diagnostics).toEqual([]);
  return result.compiled!;
}

const mjml = (body: string, head = 'subject: Hello') => compiled('a.email.mjml', `---\n${head}\n---\n${body}`);
const html = (body: string, head = 'subject: Hello') => compiled('a.email.html', `---\n${head}\n---\n${body}`);
const inSection = (inner: string) => `<mj-section><mj-column>${inner}</mj-column></mj-section>`;

describe('An MJML email', () => {
  test('becomes HTML, text, subject and a numbered link', async () => {
    const welcome = await compiled(welcomeEmail.file, welcomeEmail.text);

    expect(welcome).toMatchObject({
      name: 'trial-welcome',
      channel: 'email',
      sender: 'team',
      subject: 'Welcome, {{ contact.firstName | default: "there" }}',
      links: ['https://app.acme.example/start?plan={{ contact.plan }}&from=mail'],
    });
    expect(welcome.html).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
    expect(welcome.html).toContain('>Hello {{ contact.firstName | default: "there" }}, good to see you.</div>');
    expect(welcome.html).toContain('href="{% link 0 %}"');
    expect(welcome.html).not.toContain('app.acme.example');
    expect(welcome.html).toMatch(/display:none[^>]*>Your first project in five minutes</);
    expect(welcome.text).toBe(
      `Hello {{ contact.firstName | default: "there" }}, good to see you.

Create a project <{% link 0 %}>

{% if unsubscribeUrl %}

{{ postalAddress | newline_to_br }}

Unsubscribe <{{ unsubscribeUrl }}>

{% endif %}`,
    );
  });

  test('fetches nothing from anywhere when it is shown', async () => {
    const welcome = await compiled(welcomeEmail.file, welcomeEmail.text);

    expect(welcome.html).not.toMatch(/fonts\.googleapis|@import|<link/);
  });

  test.each(exampleTemplates)('has the same bytes each time: $file', async ({ file, text }) => {
    expect(JSON.stringify(await compiled(file, text))).toBe(JSON.stringify(await compiled(file, text)));
  });

  test('has the same bytes even where MJML draws random ids', async () => {
    const body = inSection(
      '<mj-carousel><mj-carousel-image src="https://a.example/1.png" /><mj-carousel-image src="https://a.example/2.png" /></mj-carousel>',
    ).concat(
      inSection(
        '<mj-navbar hamburger="hamburger"><mj-navbar-link href="https://a.example/">A</mj-navbar-link></mj-navbar>',
      ),
    );

    expect(JSON.stringify(await mjml(body))).toBe(JSON.stringify(await mjml(body)));
  });

  test('may bring its own root, head and body', async () => {
    const whole = `<mjml lang="en"><mj-head><mj-title>Hi</mj-title></mj-head><mj-body>${inSection('<mj-text>Hi</mj-text>')}</mj-body></mjml>`;
    const { html: built } = await mjml(whole, 'subject: Hello\npreview: Look & see');

    expect(built).toContain('<title>Hi</title>');
    expect(built).toContain('>Look &amp; see</div>');
  });

  test('keeps Liquid whole, whatever stands in it', async () => {
    const liquid =
      '{% if contact.age < 18 and contact.name != "a>b" %}{{ contact.name | replace: "<", ">" }}{% endif %}';
    const { html: built, text } = await mjml(
      inSection(
        `<mj-text>${liquid}</mj-text><mj-image src="https://a.example/{{ contact.size | default: "1" }}.png" alt="A {{ contact.pet }}" />`,
      ),
    );

    expect(built).toContain(liquid);
    expect(built).toContain('src="https://a.example/{{ contact.size | default: "1" }}.png"');
    expect(text).toContain(liquid);
    expect(text).toContain('A {{ contact.pet }}');
  });

  test('repeats and leaves out whole sections by Liquid in `mj-raw`', async () => {
    const { html: built, text } = await mjml(
      `<mj-raw>{% if contact.vip %}</mj-raw>${inSection('<mj-text>For you</mj-text>')}<mj-raw>{% endif %}</mj-raw>`,
    );

    expect(built).toMatch(/{% if contact.vip %}[\s\S]*For you[\s\S]*{% endif %}/);
    expect(text).toMatch(/^{% if contact.vip %}\s+For you\s+{% endif %}/);
  });

  test('is written in the language of its file', async () => {
    const { html: built, language } = await compiled(
      'a.fr.email.mjml',
      `---\nsubject: Salut\n---\n${inSection('<mj-text>Salut</mj-text>')}`,
    );

    expect(language).toBe('fr');
    expect(built).toContain('<html lang="fr"');
    expect(built).toContain('>Se désabonner</a>');
  });

  test("leaves the author's notes to colleagues at home, but not Outlook's conditions", async () => {
    const { html: built } = await mjml(
      `<!-- ask Bob -->${inSection('<mj-text>Hi <!-- and Eve --><!--[if mso]>Outlook<![endif]--> there</mj-text>')}`,
    );

    expect(built).not.toMatch(/Bob|Eve/);
    expect(built).toContain('<!--[if mso]>Outlook<![endif]-->');
  });
});

describe('An HTML email', () => {
  test('goes out as it was written, with the preview first and the links numbered', async () => {
    const email = await html(
      '<html><body class="a">\n<p>Hi &eacute;l&egrave;ve</p>\n<p><a href=\'http://a.example/x?a=1&amp;b=2\'>Go</a> <a href="mailto:help@a.example">Help</a></p>\n</body></html>',
      'subject: Hello\npreview: "5 > 3"',
    );

    expect(email.html).toMatch(
      /^<html><body class="a"><div style="display:none[^"]*">5 &gt; 3<\/div>\n<p>Hi &eacute;l/,
    );
    expect(email.links).toEqual(['http://a.example/x?a=1&b=2']);
    expect(email.html).toContain('<a href=\'{% link 0 %}\'>Go</a> <a href="mailto:help@a.example">Help</a>');
    expect(email.text).toMatch(/^Hi élève\n\nGo <{% link 0 %}> Help <help@a.example>\n/);
  });

  test('may be a piece without a body', async () => {
    expect((await html('<p>Hi</p>')).html).toMatch(/^<p>Hi<\/p>{% if unsubscribeUrl %}<div/);
  });

  test('numbers a link that comes from a value, and leaves our own pages alone', async () => {
    const cart = await compiled(cartEmail.file, cartEmail.text);

    expect(cart.links).toEqual(['{{ item.url }}', 'https://shop.example/cart?drop={{ item.name }}']);
    expect(cart.html).toContain('<a href="{{ unsubscribeUrl }}">');
  });
});

describe('The footer', () => {
  const footers = (text: string | undefined) => (text ?? '').match(/{% if unsubscribeUrl %}.*?{% endif %}/gs) ?? [];

  test.each([
    { case: 'both', body: '<p>Hi</p>', holds: ['postalAddress', 'Unsubscribe'], lacks: [] },
    {
      case: 'the address',
      body: '<a href="{{ unsubscribeUrl }}">Bye</a>',
      holds: ['postalAddress'],
      lacks: ['Unsubscribe'],
    },
    { case: 'the way out', body: '<p>{{ postalAddress }}</p>', holds: ['Unsubscribe'], lacks: ['postalAddress'] },
  ])('adds $case where the author placed none', async ({ body, holds, lacks }) => {
    const [footer = ''] = footers((await html(body)).html);

    for (const word of holds) expect(footer).toContain(word);
    for (const word of lacks) expect(footer).not.toContain(word);
  });

  test('stays away where the author placed both', async () => {
    const cart = await compiled(cartEmail.file, cartEmail.text);

    expect(footers(cart.html)).toEqual([]);
    expect(cart.text.match(/unsubscribeUrl/g)).toHaveLength(1);
  });
});

test('an SMS stays the text that was written, without blank ends', async () => {
  expect(await compiled(codeSms.file, codeSms.text)).toEqual({
    name: 'call-offer',
    channel: 'sms',
    text: 'Hi {{ contact.firstName | default: "there" }}, shall we call you today? Reply YES.',
    links: [],
  });
});

describe('A mistake in the markup is told with its place', () => {
  test.each(badTemplates.filter(({ found }) => found === 'compile'))('$case', async (bad) => {
    const { template } = parseTemplate(bad.file, bad.text);
    const result = await compileTemplate(template!);

    expect(result.compiled).toBeUndefined();
    const { code, line, column, message, file } = result.diagnostics[0]!;
    expect({ code, line, column, file }).toEqual({
      code: bad.code,
      line: bad.line,
      column: bad.column,
      file: bad.file,
    });
    expect(message).toMatch(bad.says);
  });

  test('Liquid that the text half would break in two is refused, not sent', async () => {
    const { template } = parseTemplate(
      'a.email.html',
      '---\nsubject: Hi\n---\n<p style="{% if contact.vip %}">x</p>{% endif %}<p>y</p>',
    );
    const { diagnostics } = await compileTemplate(template!);

    expect(diagnostics[0]).toMatchObject({
      code: 'WM407',
      line: 4,
      message: expect.stringContaining('keeps only a part'),
    });
  });
});
