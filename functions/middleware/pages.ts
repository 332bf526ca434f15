/** The few plain pages that a contact sees from us: no script, no picture, nothing from elsewhere. */
import { createHash } from 'node:crypto';

const style =
  'body{font:18px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}button{font:inherit;padding:.5em 1em}';

/** Nothing runs and nothing is fetched; forms go back to where they came from. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; frame-ancestors 'none'`,
};

export const thanksPage = () => page('Thank you', '<p>We have received your answers.</p>');

/** The button says in one field what a mail program says, and in another that a person pressed it. */
export const unsubscribePage = () =>
  page(
    'Unsubscribe',
    '<p>Do you want to stop receiving these messages?</p><form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><input type="hidden" name="by" value="page"><button>Unsubscribe</button></form>',
  );

export const unsubscribedPage = () => page('Unsubscribed', '<p>You will not receive these messages any more.</p>');

/** A link that is merely looked at, by a person or by whatever prefetches links, agrees to nothing. */
export const confirmPage = () =>
  page(
    'Please confirm',
    '<p>Do you agree to receive what you have asked for?</p><form method="post"><input type="hidden" name="confirm" value="yes"><button>Confirm</button></form>',
  );

export const confirmedPage = () =>
  page('Confirmed', '<p>Thank you. You can leave at any time by the link in each message.</p>');

export const problemPage = (title: string) =>
  page('That did not work', `<p>${escapeHtml(title)}</p><p>Please go back and try again.</p>`);

const page = (title: string, content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style><h1>${title}</h1>${content}</html>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
