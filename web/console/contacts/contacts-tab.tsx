/** The middle column's second tab: the contacts, and one of them in full. */
import type { ContactSummary, ContactView } from '../../../lib/language/operator-api.ts';
import { Empty } from '../words/empty.tsx';
import { ContactCard } from './contact-card.tsx';
import { ContactList } from './contact-list.tsx';
import './contacts.css';

export function ContactsTab({
  contacts,
  contact,
  zone,
  choose,
  watch,
}: {
  contacts: ContactSummary[];
  contact?: ContactView;
  zone: string;
  choose: (id: string) => void;
  watch: (definition: string) => void;
}) {
  if (contacts.length === 0) {
    return (
      <Empty title="Nobody yet">
        Sign up as Ann in the shop. She appears here with everything that is decided for her.
      </Empty>
    );
  }
  return (
    <div className="contacts">
      <ContactList contacts={contacts} shown={contact?.id} choose={choose} />
      {contact && <ContactCard contact={contact} zone={zone} watch={watch} />}
    </div>
  );
}
