/** Says new messages aloud to a screen reader, and never the ones that were there before. */
import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../lib/language/operator-api.ts';

export function Announcer({ messages }: { messages: MessageView[] }) {
  const known = useRef(new Set(messages.map(({ id }) => id)));
  const [said, setSaid] = useState('');
  useEffect(() => {
    const arrived = messages.filter(({ id }) => !known.current.has(id));
    for (const { id } of arrived) known.current.add(id);
    if (arrived.length > 0) setSaid(sayArrival(arrived));
  }, [messages]);
  return (
    <p className="for-ears" role="status" aria-live="polite" data-testid="announcement">
      {said}
    </p>
  );
}

export function sayArrival(arrived: MessageView[]): string {
  return arrived.map((message) => says[message.channel](message)).join('. ');
}

const says: Record<MessageView['channel'], (message: MessageView) => string> = {
  sms: ({ to, text }) => `New text message to ${to}: ${text}`,
  email: ({ to, subject }) => `New e-mail to ${to}: ${subject ?? '(no subject)'}`,
  webhook: ({ to }) => `New call to ${to}`,
};
