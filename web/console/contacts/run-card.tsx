/** One passage of a contact through a definition: where it stands, or how it ended. */
import type { RunView } from '../../../lib/language/operator-api.ts';
import { sayMoment } from '../words/local-time.ts';

export function RunCard({ run, zone, watch }: { run: RunView; zone: string; watch: (definition: string) => void }) {
  const { definition, number, status, step, startedAt, dueAt, end } = run;
  return (
    <li className="run-card" data-ended={end !== undefined}>
      <button type="button" onClick={() => watch(definition)} title="Show it drawn">
        {definition} <span className="faint">v{number}</span>
      </button>
      <span className={end ? 'chip' : 'chip live'}>{end ? end.how : status}</span>
      <p>
        {end
          ? `${end.reason} · ${sayMoment(end.at, zone)}`
          : `at ${step}${dueAt ? `, due ${sayMoment(dueAt, zone)}` : ''}`}
        <span className="faint"> · since {sayMoment(startedAt, zone)}</span>
      </p>
    </li>
  );
}
