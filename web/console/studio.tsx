/** The middle column: problems on top, then the journey, the contacts or the follow-ups. */
import type { Stack } from './api/load-stack.ts';
import type { Perform } from './api/orders.ts';
import { ContactsTab } from './contacts/contacts-tab.tsx';
import { FollowUpsTab } from './follow-ups/follow-ups-tab.tsx';
import { JourneyTab } from './journey/journey-tab.tsx';
import { Problems } from './problems/problems.tsx';
import { Tabs } from './tabs.tsx';
import type { Route, Tab } from './use-route.ts';

export function Studio({
  stack,
  tab,
  go,
  perform,
}: {
  stack: Stack;
  tab: Tab;
  go: (route: Route) => void;
  perform: Perform;
}) {
  const { state, definitions, definition, contacts, contact, followUps } = stack;
  const watch = (name: string) => go({ tab: 'journey', chosen: name });
  return (
    <section className="pane studio" aria-label="Journeys and contacts">
      <Tabs
        label="Middle column"
        testIdPrefix="tab"
        panel="studio-panel"
        shown={tab}
        show={(name) => go({ tab: name })}
        tabs={[
          { name: 'journey', label: 'Journey' },
          { name: 'contacts', label: 'Contacts', count: contacts.length },
          { name: 'follow-ups', label: 'Follow-ups', count: followUps.filter(({ state }) => state === 'open').length },
        ]}
      />
      <Problems problems={state.problems} />
      <div id="studio-panel" role="tabpanel" className="studio-panel">
        {tab === 'journey' && (
          <JourneyTab definitions={definitions} view={definition} choose={watch} perform={perform} />
        )}
        {tab === 'contacts' && (
          <ContactsTab
            contacts={contacts}
            contact={contact}
            zone={state.zone}
            choose={(id) => go({ tab: 'contacts', chosen: id })}
            watch={watch}
          />
        )}
        {tab === 'follow-ups' && (
          <FollowUpsTab followUps={followUps} now={state.now} zone={state.zone} perform={perform} />
        )}
      </div>
    </section>
  );
}
