/** Makes the message that the contact will read, in their language where there is a translation. */
import type { MessageOrder } from '../language/ports.ts';
import { templateKey } from '../language/template-key.ts';
import { effectReference } from './effect-reference.ts';
import { confirmUrl, unsubscribeUrl } from './links.ts';
import { type Passage, valuesOf } from './passage.ts';
import type { OutgoingEmail, OutgoingSms } from './ports.ts';
import { RenderError, renderMessage } from './render.ts';
import { refOf } from './run-record.ts';

type AllBut<Message, Left extends string> = Message extends unknown ? Omit<Message, Left> : never;
/** All but the address, which is read after this, right before the call. */
export type Composed = AllBut<OutgoingEmail & OutgoingSms, 'to'>;

export function composeMessage(
  passage: Passage,
  key: string,
  order: MessageOrder,
  now: string,
): Composed | { failed: string } {
  const { version, contact, settings, ports } = passage;
  const { channel, template: name } = order;
  const language = typeof contact.fields.language === 'string' ? contact.fields.language.slice(0, 2) : undefined;
  const template =
    version.templates[templateKey({ name, language, channel })] ?? version.templates[templateKey({ name, channel })];
  if (!template) return { failed: 'template-missing' };
  const from = settings.senders[template.sender ?? 'default'] ?? Object.values(settings.senders)[0];
  if (!from && channel === 'email') return { failed: 'sender-missing' };

  const effect = effectReference(refOf(passage.record), key);
  const isMarketing = order.class === 'marketing';
  const optOut = isMarketing ? unsubscribeUrl(ports.publicUrl, ports.signer, effect) : undefined;
  try {
    const rendered = renderMessage(template, {
      ...valuesOf(passage),
      with: order.with ?? {},
      now,
      unsubscribeUrl: optOut,
      confirmUrl: confirmUrlOf(passage, effect, now),
      postalAddress: settings.postalAddress,
    });
    const parts = {
      effect,
      from: from ?? { name: '', address: '' },
      subject: rendered.subject ?? '',
      html: rendered.html ?? '',
      text: rendered.text,
      at: now,
    };
    return optOut ? { ...parts, class: 'marketing', unsubscribeUrl: optOut } : { ...parts, class: 'transactional' };
  } catch (thrown) {
    if (thrown instanceof RenderError) return { failed: `rendering-${thrown.code}` };
    throw thrown;
  }
}

/** For whoever came by a form: what they ticked there is agreed to behind it. */
function confirmUrlOf({ record: { trigger }, ports }: Passage, effect: string, at: string): string | undefined {
  if (trigger.family !== 'form') return undefined;
  return confirmUrl(ports.publicUrl, ports.signer, { effect, form: trigger.name, at });
}
