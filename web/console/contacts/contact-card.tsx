/** One contact, whole: what is known, what they allowed, where they stand, and what happened. */
import type { ContactView } from '../../../lib/language/operator-api.ts';
import { sayMoment } from '../words/local-time.ts';
import { sayValue } from '../words/say-value.ts';
import { RunCard } from './run-card.tsx';
import { Timeline } from './timeline.tsx';

export function ContactCard({
  contact,
  zone,
  watch,
}: {
  contact: ContactView;
  zone: string;
  watch: (definition: string) => void;
}) {
  const { id, name, fields, consent, segments, runs, timeline } = contact;
  return (
    <article className="contact-card" aria-label={name}>
      <div className="contact-facts">
        <section>
          <h3>Fields</h3>
          <dl className="fields">
            {Object.entries(fields).map(([field, value]) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd>{sayValue(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>Consent</h3>
          {consent.length === 0 && <p className="faint">None given.</p>}
          <ul className="chips">
            {consent.map(({ topic, channel, state, at, source }) => (
              <li
                key={`${topic} ${channel}`}
                className={`chip consent-${state}`}
                title={`${source}, ${sayMoment(at, zone)}`}
              >
                {topic} · {channel} · {state}
              </li>
            ))}
          </ul>
          <h3>Segments</h3>
          {segments.length === 0 && <p className="faint">In none.</p>}
          <ul className="chips">
            {segments.map((segment) => (
              <li key={segment} className="chip">
                {segment}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>Runs</h3>
          {runs.length === 0 && <p className="faint">In no journey so far.</p>}
          <ul className="runs">
            {runs.map((run) => (
              <RunCard key={run.run} run={run} zone={zone} watch={watch} />
            ))}
          </ul>
        </section>
      </div>
      <h3>Timeline</h3>
      {timeline.length === 0 && <p className="faint">Nothing has happened yet.</p>}
      <Timeline contact={id} lines={timeline} />
    </article>
  );
}
