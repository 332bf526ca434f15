/** Succeed: the execution has nothing more to do. */
import type { CompiledState } from '../host.ts';
import { succeed } from './leave.ts';

export function compileSucceed(): CompiledState {
  return { targets: [], enter: succeed };
}
