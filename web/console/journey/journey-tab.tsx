/** The middle column's first tab: one definition drawn, and the chosen step in its source. */
import { ReactFlowProvider } from '@xyflow/react';
import { useState } from 'react';
import type { DefinitionSummary, DefinitionView } from '../../../lib/language/operator-api.ts';
import type { Perform } from '../api/orders.ts';
import { Empty } from '../words/empty.tsx';
import { DefinitionHead } from './definition-head.tsx';
import { Drawing } from './drawing.tsx';
import type { Selection } from './flow-parts.ts';
import { StepDetails } from './step-details.tsx';
import './journey.css';

export function JourneyTab({
  definitions,
  view,
  choose,
  perform,
}: {
  definitions: DefinitionSummary[];
  view?: DefinitionView;
  choose: (name: string) => void;
  perform: Perform;
}) {
  const [chosen, setChosen] = useState<Selection & { definition: string }>();
  const selection = chosen && chosen.definition === view?.name ? chosen : undefined;

  if (!view) {
    return (
      <Empty title="No journey yet">
        Write one as <code>statemachines/journeys/&lt;name&gt;.yaml</code>. It is drawn here when you save.
      </Empty>
    );
  }
  return (
    <div className="journey">
      <DefinitionHead definitions={definitions} shown={view} choose={choose} />
      <div className="drawing-place">
        <ReactFlowProvider key={view.name}>
          <Drawing
            view={view}
            selection={selection}
            select={(selected) => setChosen({ ...selected, definition: view.name })}
          />
        </ReactFlowProvider>
      </div>
      {selection && (
        <StepDetails view={view} selection={selection} perform={perform} close={() => setChosen(undefined)} />
      )}
    </div>
  );
}
