/** The running stack as its doors see it: what can be asked of it, and what can happen to it from outside. */
import type { OperatorState } from '../engine/ports.ts';
import type { BusEvent } from '../language/event.ts';
import type { Lambdas } from './lambdas.ts';
import type { OpenEditor } from './open-editor.ts';
import type { Sources } from './views/sources.ts';

export interface Stack {
  /** Where the views look; another one after a reset. */
  sources(): Sources;
  /** Something from outside: in its turn, at its own instant, and done when its effects are. */
  happen<Answer>(what: (lambdas: Lambdas, now: string) => Promise<Answer>): Promise<Answer>;
  /** For what only looks. */
  inside(): { lambdas: Lambdas; now: string };
  raise(event: (now: string) => BusEvent): Promise<void>;
  /** `next`, `day` or an instant; throws Refusal. */
  moveTime(to: string): Promise<void>;
  setState(definition: string, state: OperatorState): Promise<{ restarted: number }>;
  /** Under which name orders that come in on this machine are kept. */
  operator: string;
  /** An operator's, in its turn; everybody who looks is told. */
  order<Answer>(what: (lambdas: Lambdas, now: string) => Promise<Answer>): Promise<Answer>;
  /** Forgets contacts, runs and messages, and puts the time back. */
  reset(): Promise<void>;
  openEditor: OpenEditor;
}
