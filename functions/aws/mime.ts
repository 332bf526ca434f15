/** Builds the bytes of an email; a marketing email without a one-click way out cannot be expressed. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type { OutgoingEmail } from '../../lib/engine/ports.ts';
import { hasControlCharacters, readEmailAddress } from '../../lib/language/addresses.ts';
import { TerminalError } from '../../lib/language/errors.ts';

/** Left out: both come from the effect, so that the same message has the same bytes. */
export interface MimeIdentity {
  /** With its angle brackets. */
  messageId?: string;
  /** Letters, digits and dashes. */
  boundary?: string;
}

interface PreparedHeader {
  prepared: true;
  foldLines?: boolean;
  value: string;
}

/** Throws TerminalError (`bad-header`, `bad-address`, `no-unsubscribe`) before anything is built. */
export async function buildMime(email: OutgoingEmail, identity: MimeIdentity = {}): Promise<Uint8Array> {
  const messageId = identity.messageId ?? messageIdOf(email);
  const boundary = identity.boundary ?? boundaryOf(email);
  refuseControlCharacters({
    to: email.to,
    'sender name': email.from.name,
    'sender address': email.from.address,
    subject: email.subject,
    'message id': messageId,
    boundary,
    'unsubscribe link': email.unsubscribeUrl ?? '',
  });
  for (const address of [email.from.address, email.to]) {
    if (!readEmailAddress(address)) throw new TerminalError('An address is not valid.', { code: 'bad-address' });
  }
  const composer = new MailComposer({
    // The composer writes into what it is given.
    from: { ...email.from },
    // An object, never text: text would be read as a list of recipients.
    to: { name: '', address: email.to.trim() },
    ...(isEncodedAlready(email.subject) ? {} : { subject: email.subject }),
    messageId,
    date: new Date(email.at),
    headers: { ...subjectHeader(email.subject), ...unsubscribeHeaders(email) },
    text: email.text,
    html: email.html,
    baseBoundary: boundary,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A value that looks like an encoded word would be decoded by the reader into something that nobody checked. */
const isEncodedAlready = (text: string) => text.includes('=?');

function subjectHeader(subject: string): Record<string, PreparedHeader> {
  if (!isEncodedAlready(subject)) return {};
  return { Subject: { prepared: true, foldLines: true, value: encodeWord(subject, 'B', 52) } };
}

/** RFC 8058: one HTTPS address, and the exact words of the second header. */
function unsubscribeHeaders(email: OutgoingEmail): Record<string, PreparedHeader> {
  if (email.unsubscribeUrl === undefined && email.class !== 'marketing') return {};
  const url = email.unsubscribeUrl ?? '';
  if (!/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])[\x21-\x3b\x3d\x3f-\x7e]+$/.test(url)) {
    throw new TerminalError('A marketing email needs a one-click unsubscribe link.', { code: 'no-unsubscribe' });
  }
  // Prepared: an address may not be folded or encoded.
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  };
}

function refuseControlCharacters(values: Record<string, string>): void {
  for (const [what, value] of Object.entries(values)) {
    if (hasControlCharacters(value)) {
      throw new TerminalError(`The ${what} holds a control character.`, { code: 'bad-header' });
    }
  }
}

const opaque = (effect: string) => effect.replace(/[^A-Za-z0-9-]/g, '-');

const messageIdOf = ({ effect, from }: OutgoingEmail) => `<${opaque(effect)}@${from.address.split('@').at(-1)}>`;

const boundaryOf = ({ effect }: OutgoingEmail) => opaque(effect).slice(0, 40);
