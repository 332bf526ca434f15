/** WM2…: names, and what they refer to. */
import { type Catalog, workflowWith } from './entry.ts';

export const namesCatalog: Catalog = {
  WM201: {
    title: 'No name',
    bad: workflowWith('- wait: 1 day').replace('example', 'Trial Activation'),
    good: workflowWith('- wait: 1 day').replace('example', 'trial-activation'),
    hint: 'It becomes the name of a machine: lower-case letters, digits and dashes, at most 60.',
  },
};
