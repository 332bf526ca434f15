/** What is broken on purpose, area by area, and the quick tests that must notice it before a contact would. */
export interface Area {
  mutate: readonly string[];
  tests: readonly string[];
}

const language = (...names: string[]) => names.map((name) => `lib/language/${name}.ts`);
const compiler = (...names: string[]) => names.map((name) => `lib/compiler/${name}.ts`);

export const areas = {
  conditions: {
    mutate: language('conditions/*', 'comparisons', 'agreed'),
    tests: [
      'test/language/{comparisons,registry-examples,agreed,conditions,condition-lookups}.test.ts',
      'test/engine/{asked-history,waits-on-state}.test.ts',
      'test/simulator/examples.test.ts',
    ],
  },
  delays: {
    mutate: [
      ...language('wall-time', 'days', 'durations', 'office-hours', 'suitable', 'until', 'best-hour', 'share'),
      ...language('steps/wait*'),
    ],
    tests: [
      'test/language/{wall-time,days,durations,until,promised-instants,office-hours,best-hour,share}.test.ts',
      'test/language/{registry-examples,check-settings}.test.ts',
      'test/engine/{waits,split}.test.ts',
    ],
  },
  compiler: {
    mutate: compiler('graph', 'emit', 'standard', 'express', 'states', 'families', 'inline', 'loops', 'nodes'),
    tests: ['test/compiler/{graph,express,standard}.test.ts', 'test/engine/{loops,micro-journeys}.test.ts'],
  },
} satisfies Record<string, Area>;
