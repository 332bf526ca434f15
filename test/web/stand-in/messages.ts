/** Messages as the captured mailbox and the SMS log would hold them. */
import type { MessageView } from '../../../lib/language/operator-api.ts';

export const unsubscribeUrl = 'http://localhost:4000/u/ann-token';
export const startLink = 'https://app.acme.example/start';

const html = (title: string, says: string, button: string) => `<!doctype html><html><head><title>${title}</title></head>
<body style="margin:0;padding:28px 20px;background:#f4f3f8;font-family:Helvetica,Arial,sans-serif;color:#1d1b2e">
<div style="max-width:520px;margin:0 auto;padding:28px;background:#ffffff;border-radius:12px">
<h1 style="font-size:22px;margin:0 0 12px">${title}</h1>
<p style="line-height:1.6">${says}</p>
<p><a href="${startLink}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#3d3aa8;color:#ffffff;text-decoration:none">${button}</a></p>
<script>document.body.dataset.ran = 'yes'</script>
</div>
<p style="text-align:center;font-size:12px;color:#777">Acme, 1 Long Road · <a href="${unsubscribeUrl}">Unsubscribe</a></p>
</body></html>`;

export const welcome: MessageView = {
  id: 'm-welcome',
  channel: 'email',
  at: '2026-03-02T09:00:00.000Z',
  local: 'Mon 10:00',
  to: 'ann@example.com',
  from: 'Acme <team@acme.example>',
  subject: 'Welcome, Ann',
  preview: 'Your first project in five minutes',
  text: 'Hello Ann, your first project takes five minutes.',
  html: html(
    'Welcome, Ann',
    'Your first project takes five minutes. Begin with the thing that is late.',
    'Create a project',
  ),
  links: [
    { href: startLink, text: 'Create a project' },
    { href: unsubscribeUrl, text: 'Unsubscribe' },
  ],
  unsubscribeUrl,
};

export const help: MessageView = {
  ...welcome,
  id: 'm-help',
  at: '2026-03-05T09:00:00.000Z',
  local: 'Thu 10:00',
  subject: 'Is something in the way?',
  preview: 'Three answers to what most people ask in their first week, and a person to ask the rest',
  html: html('Is something in the way?', 'Three answers to what most people ask.', 'Show me'),
  links: [{ href: startLink, text: 'Show me' }],
};

export const offer: MessageView = {
  id: 's-offer',
  channel: 'sms',
  at: '2026-03-06T08:00:00.000Z',
  local: 'Fri 09:00',
  to: '+33600000001',
  from: 'Acme',
  text: 'Ann, shall we call you for ten minutes? Pick a time: https://acme.example/call',
  links: [{ href: 'https://acme.example/call', text: 'https://acme.example/call' }],
};
