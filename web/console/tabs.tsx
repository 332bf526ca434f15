/** A row of tabs that the arrow keys walk through. */
import type { KeyboardEvent } from 'react';

export interface TabLabel<Name extends string> {
  name: Name;
  label: string;
  count?: number;
}

export function Tabs<Name extends string>({
  label,
  tabs,
  shown,
  show,
  testIdPrefix,
  panel,
}: {
  label: string;
  tabs: TabLabel<Name>[];
  shown: Name;
  show: (name: Name) => void;
  testIdPrefix: string;
  /** Id of the element that the tabs fill. */
  panel: string;
}) {
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const index = tabs.findIndex(({ name }) => name === shown);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    show(next.name);
    event.currentTarget.querySelectorAll('button')[tabs.indexOf(next)]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={walk}>
      {tabs.map(({ name, label, count }) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-testid={`${testIdPrefix}-${name}`}
          aria-selected={name === shown}
          aria-controls={panel}
          tabIndex={name === shown ? 0 : -1}
          onClick={() => show(name)}
        >
          {label}
          {count !== undefined && count > 0 && <span className="chip">{count}</span>}
        </button>
      ))}
    </div>
  );
}
