/** Everybody known, to choose one from. */
import { useState } from 'react';
import type { ContactSummary } from '../../../lib/language/operator-api.ts';
import { sayValue } from '../words/say-value.ts';

const fewEnoughToSee = 8;

export function ContactList({
  contacts,
  shown,
  choose,
}: {
  contacts: ContactSummary[];
  shown?: string;
  choose: (id: string) => void;
}) {
  const [wanted, setWanted] = useState('');
  const matching = contacts.filter((contact) => isLike(contact, wanted));
  return (
    <div className="contact-list">
      {contacts.length > fewEnoughToSee && (
        <input
          type="search"
          placeholder={`Find among ${contacts.length}`}
          aria-label="Find a contact"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul>
        {matching.map((contact) => (
          <li key={contact.id}>
            <button
              type="button"
              className="contact-row"
              data-testid="contact-row"
              aria-current={contact.id === shown}
              onClick={() => choose(contact.id)}
            >
              <span className="avatar" aria-hidden="true">
                {(contact.name.trim()[0] ?? '?').toUpperCase()}
              </span>
              <span>
                <b>{contact.name}</b>
                <small>{sayValue(contact.fields['email'] ?? contact.fields['phone'])}</small>
              </span>
              {contact.openRuns > 0 && (
                <span className="chip live" title="open runs">
                  {contact.openRuns}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {matching.length === 0 && <p className="faint">Nobody is called like that.</p>}
    </div>
  );
}

const isLike = ({ name, fields }: ContactSummary, wanted: string) =>
  `${name} ${Object.values(fields).map(sayValue).join(' ')}`.toLowerCase().includes(wanted.trim().toLowerCase());
