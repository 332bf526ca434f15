/** The plain-text half of an email reads as the HTML half looks. */
import { expect, test } from 'vitest';
import { textOfHtml } from '../../lib/compiler/html-text.ts';

test.each([
  { case: 'paragraphs', html: '<p>One\n  two</p><p>Three</p>', text: 'One two\n\nThree' },
  { case: 'line breaks', html: 'One<br>two<br/>three', text: 'One\ntwo\nthree' },
  { case: 'headings', html: '<h1>Title</h1>Text', text: 'Title\n\nText' },
  { case: 'a list', html: '<ul><li>One</li><li>Two <b>bold</b></li></ul>After', text: '- One\n- Two bold\n\nAfter' },
  { case: 'a numbered list', html: '<ol><li>One<li>Two</ol>', text: '1. One\n2. Two' },
  { case: 'a list in a list', html: '<ul><li>One<ul><li>Inner</li></ul></li></ul>', text: '- One\n\n  - Inner' },
  {
    case: 'a table of data',
    html: '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>',
    text: 'A  B\n1  2',
  },
  {
    case: 'a table that arranges',
    html: '<table role="presentation"><tr><td>A</td><td>B</td></tr></table>',
    text: 'A\n\nB',
  },
  {
    case: 'links',
    html: 'See <a href="https://a.example/?a=1&amp;b=2">our shop</a>.',
    text: 'See our shop <https://a.example/?a=1&b=2>.',
  },
  {
    case: 'a link that shows its address',
    html: '<a href="https://a.example">https://a.example</a>',
    text: 'https://a.example',
  },
  { case: 'an address to write to', html: '<a href="mailto:a@b.example">a@b.example</a>', text: 'a@b.example' },
  { case: 'a link within the page', html: '<a href="#top">Up</a>', text: 'Up' },
  {
    case: 'a picture',
    html: '<a href="https://a.example"><img src="x" alt="Our caf&eacute;"></a>',
    text: 'Our café <https://a.example>',
  },
  { case: 'a rule', html: 'One<hr>Two', text: 'One\n\n---\n\nTwo' },
  {
    case: 'characters by name and number',
    html: '&lt;b&gt; &amp; &#8364;&#x20AC; &nbsp;x &unknown; &#0;',
    text: '<b> & €€  x &unknown; \ufffd',
  },
  {
    case: 'what is not shown',
    html: '<head><title>T</title><style>p > a {}</style></head><div style="color:red;display: none">Hidden<p>too</p></div><!-- c -->Seen<script>a < b</script>',
    text: 'Seen',
  },
  {
    case: 'conditions for Outlook',
    html: '<!--[if mso]>Old<![endif]-->New<!--[if !mso]><!-->All<!--<![endif]-->',
    text: 'NewAll',
  },
  { case: 'tags left open and closed twice', html: '<p>One<p>Two</i></p></p></div>Three', text: 'One\n\nTwo\n\nThree' },
  { case: 'nothing', html: '', text: '' },
])('$case', ({ html, text }) => {
  expect(textOfHtml(html)).toBe(text);
});
