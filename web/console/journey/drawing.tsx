/** The drawn journey: steps, arrows, the people inside, and the dots when they move. */
import { Panel, ReactFlow, useReactFlow } from '@xyflow/react';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { Arrow, type ArrowEdge } from './arrow.tsx';
import { Dots } from './dots.tsx';
import { arrowsOf, boxesOf, type Choice } from './flow-parts.ts';
import { StepBox, type StepNode } from './step-box.tsx';
import { Terminal, type TerminalNode } from './terminal.tsx';
import { useCamera } from './use-camera.ts';
import { useMoves } from './use-moves.ts';
import { usePicture } from './use-picture.ts';
import '@xyflow/react/dist/base.css';
import './drawing.css';

const nodeTypes = { step: StepBox, terminal: Terminal };
const edgeTypes = { arrow: Arrow };

export function Drawing({ view, ...choice }: { view: DefinitionView } & Choice) {
  const { zoomIn, zoomOut } = useReactFlow();
  const picture = usePicture(view);
  const { drawing, branches } = picture;
  const moving = useMoves(view, branches);
  const home = useCamera(drawing, view.name, moving, choice.selection?.step);

  return (
    <ReactFlow<StepNode | TerminalNode, ArrowEdge>
      className="drawing"
      aria-label={`Drawing of ${view.name}`}
      nodes={boxesOf(view, picture, choice)}
      edges={arrowsOf(picture, choice)}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      panOnScroll
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      minZoom={0.3}
      maxZoom={1.5}
      translateExtent={[
        [-300, -80],
        [drawing.width + 300, drawing.height + 120],
      ]}
    >
      <Dots dots={moving.dots} drawing={drawing} />
      <Panel position="bottom-left" className="camera">
        <button type="button" onClick={() => void zoomOut()} aria-label="Smaller">
          −
        </button>
        <button type="button" onClick={home}>
          Top
        </button>
        <button type="button" onClick={() => void zoomIn()} aria-label="Larger">
          +
        </button>
      </Panel>
    </ReactFlow>
  );
}
