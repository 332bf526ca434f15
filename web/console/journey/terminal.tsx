/** The two ends of a drawing: where contacts come in, and where those go who met no stop. */
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';

export type TerminalNode = Node<{ text: string; isStart: boolean }, 'terminal'>;

export const terminalSize = { width: 132, height: 30 };

export function Terminal({ data: { text, isStart } }: NodeProps<TerminalNode>) {
  return (
    <div className="terminal">
      {!isStart && <Handle type="target" position={Position.Top} isConnectable={false} />}
      {text}
      {isStart && <Handle type="source" position={Position.Bottom} isConnectable={false} />}
    </div>
  );
}
