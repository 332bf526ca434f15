/** What a code of the check stands for, with an example that earns it and one that does not; tests run both. */

export interface CatalogEntry {
  title: string;
  /** YAML that earns this code. */
  bad: string;
  /** What stood there before, where the mistake is the change. */
  before?: string;
  /** The same without the mistake. */
  good: string;
  /** Left out: an error, which keeps the definition from going live. */
  severity?: 'warning';
  /** The way out in general words, where the diagnostic's own hint does not say it all. */
  hint?: string;
  /** The mistake is the amount: `bad` stands so many times in a row. */
  times?: number;
  /** Where the file's name is a part of the mistake. */
  names?: { bad: string; good: string };
  /** Files that stand beside it, where the mistake takes two: path below `statemachines/` → text. */
  beside?: Readonly<Record<string, string>>;
  /** `bad` and `good` are waymark.yaml, a scenario or another kind of file; left out: a journey or workflow. */
  file?: 'project' | 'scenario' | 'segment' | 'form' | 'survey' | 'template' | 'typescript';
}

export type Catalog = Readonly<Record<string, CatalogEntry>>;

/** A whole workflow around a few lines of steps. */
export const workflowWith = (steps: string): string => `workflow: example
purpose: Shows one mistake
owner: team@acme.example
steps:
${steps.replaceAll(/^(?=.)/gm, '  ')}
`;

/** A whole journey around a few lines of steps. */
export const journeyWith = (steps: string): string => workflowWith(steps).replace('workflow:', 'journey:');

/** The same with one more line in its head. */
export const withKeys = (definition: string, keys: string): string =>
  definition.replace(/^steps:/m, () => `${keys}\nsteps:`);
