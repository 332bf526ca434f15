/** How a port's suite is told which half it tries, and what that half cannot show. */
import { describe, test } from 'vitest';

/** The port, fresh and empty, and what can be done to the line that leads to it. */
export interface Made<Port> {
  port: Port;
  breakAt?: BreakAt;
}

/** The nth write from now on breaks off: before it is carried out, or after, so that only the answer is lost. */
export type BreakAt = (nth: number, when: 'before' | 'after') => void;

export interface Half<Port> {
  /** `in memory`, `on DynamoDB`. */
  name: string;
  make(): Promise<Made<Port>>;
  /** What it has not, and why: promises that need it are skipped under that reason. */
  lacks?: { faults?: string };
  /** Of each property; left out: 100. */
  runs?: number;
}

export type Promised<Port> = (made: Made<Port>) => Promise<void>;

export interface Promises<Port> {
  (title: string, keep: Promised<Port>): void;
  /** For those about a call that was carried out and whose answer was lost. */
  underFault(title: string, keep: (made: Required<Made<Port>>) => Promise<void>): void;
}

export function contract<Port>(port: string, half: Half<Port>, state: (promise: Promises<Port>) => void): void {
  const promise = (title: string, keep: Promised<Port>) => test(title, async () => keep(await half.make()));
  const underFault: Promises<Port>['underFault'] = (title, keep) => {
    const reason = half.lacks?.faults;
    test.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, async () =>
      keep((await half.make()) as Required<Made<Port>>),
    );
  };
  describe(`${port} ${half.name}`, () => state(Object.assign(promise, { underFault })));
}
