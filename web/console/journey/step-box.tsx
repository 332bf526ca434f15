/** One step of the drawing: what it does, and who stands there now. */
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { KindIcon, lookOf } from './kind-icon.tsx';
import type { StepView, StepWords } from './step-words.ts';
import './step-box.css';

export type StepNode = Node<
  { step: StepView; words: StepWords; here: number; passed: number; isChosen: boolean; choose: (id: string) => void },
  'step'
>;

export function StepBox({ data: { step, words, here, passed, isChosen, choose } }: NodeProps<StepNode>) {
  const { id, does } = step.node;
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className="step"
        data-testid={`graph-node-${id}`}
        data-occupied={here > 0}
        aria-pressed={isChosen}
        aria-label={`${step.title}. ${here} here now, ${passed} passed.`}
        onClick={() => choose(id)}
      >
        <span className="step-head">
          <KindIcon look={lookOf(words.kind, does)} />
          <span className="step-words">
            <span className="step-kind">
              {words.kind}
              {passed > 0 && <span className="step-passed">{passed.toLocaleString('en')} passed</span>}
            </span>
            {words.about && (
              <span className="step-about" title={words.about}>
                {words.about}
              </span>
            )}
            {step.detail && (
              <span className="step-detail" title={step.detail}>
                {step.detail}
              </span>
            )}
          </span>
        </span>
        {words.ways.length > 0 && (
          <span className="step-ways">
            {words.ways.map((way, index) => (
              <span key={way} title={way}>
                <b>{index + 1}</b> {way}
              </span>
            ))}
          </span>
        )}
      </button>
      <span key={here} className="here" data-testid={`count-${id}`} data-empty={here === 0}>
        {here}
      </span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}
