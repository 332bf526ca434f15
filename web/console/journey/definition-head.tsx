/** Which definition is drawn, and how it is doing. */
import type { DefinitionSummary } from '../../../lib/language/operator-api.ts';

const groups = [
  { kind: 'journey', label: 'Journeys' },
  { kind: 'workflow', label: 'Workflows' },
] as const;

export function DefinitionHead({
  definitions,
  shown,
  choose,
}: {
  definitions: DefinitionSummary[];
  shown: DefinitionSummary;
  choose: (name: string) => void;
}) {
  return (
    <div className="definition-head">
      <div className="definition-choice">
        <select
          data-testid="definition-select"
          aria-label="Journey or workflow"
          value={shown.name}
          onChange={(event) => choose(event.target.value)}
        >
          {groups.map(({ kind, label }) => (
            <optgroup key={kind} label={label}>
              {definitions
                .filter((one) => one.kind === kind)
                .map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <span className={`chip state-${shown.state}`}>{shown.state}</span>
        <span className="chip" title={shown.version}>
          v{shown.number}
        </span>
      </div>
      <p className="definition-purpose">
        {shown.purpose} <span className="faint">· {shown.owner}</span>
      </p>
      <dl className="tally">
        <div data-live={shown.open > 0}>
          <dt>inside</dt>
          <dd>{shown.open.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>entered</dt>
          <dd>{shown.entered.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>ended</dt>
          <dd>{shown.ended.toLocaleString('en')}</dd>
        </div>
      </dl>
    </div>
  );
}
