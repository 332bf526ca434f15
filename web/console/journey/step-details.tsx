/** What the operator sees after a click on a step: its words, who is there, and its lines in the file. */
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { edit, type Perform } from '../api/orders.ts';
import { branchLine } from './branch-line.ts';
import type { Selection } from './flow-parts.ts';
import { SourceText } from './source-text.tsx';
import './source.css';

export function StepDetails({
  view,
  selection,
  perform,
  close,
}: {
  view: DefinitionView;
  selection: Selection;
  perform: Perform;
  close: () => void;
}) {
  const step = view.nodes.find(({ node }) => node.id === selection.step);
  const stepLine = step?.line;
  const line = stepLine && selection.branch ? branchLine(view.text, stepLine, selection.branch.outcomes) : stepLine;
  const place = line ? `${view.file}:${line}` : view.file;
  const here = view.here[selection.step] ?? 0;
  const passed = view.passed[selection.step] ?? 0;

  return (
    <section className="details" data-testid="step-details" aria-label="Chosen step">
      <header>
        <div>
          <h3>
            {step?.title ?? selection.step}
            {selection.branch && <span className="chip">{selection.branch.label}</span>}
          </h3>
          <p>
            {[step?.detail, `${here} here now`, `${passed} passed`].filter(Boolean).join(' · ')} · <code>{place}</code>
          </p>
        </div>
        <button
          type="button"
          onClick={() => void perform(edit(view.name, line ?? 1), `Opened ${place} in your editor.`)}
        >
          Edit
        </button>
        <button type="button" className="quiet" onClick={close} aria-label="Close the chosen step">
          ✕
        </button>
      </header>
      <SourceText text={view.text} line={line} />
    </section>
  );
}
