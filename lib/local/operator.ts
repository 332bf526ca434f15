/** Under which name whoever works at this machine stands in the book: whoever may start the stack may operate it. */
import { userInfo } from 'node:os';

export function localOperator(): string {
  try {
    return `local:${userInfo().username}`;
  } catch {
    // A container may run under a number that has no name.
    return `local:${process.getuid?.() ?? 'somebody'}`;
  }
}
