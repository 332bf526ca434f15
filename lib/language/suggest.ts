/** Finds the name an author most likely meant, because "unknown name" alone sends them searching. */
import { distance } from 'fastest-levenshtein';

export type Synonyms = Readonly<Record<string, string | readonly string[]>>;

/** Words people bring along from other tools. A key that ends in a dot renames the start of a path. */
export const synonyms: Synonyms = {
  delay: 'wait',
  sleep: 'wait',
  email: 'send-email',
  mail: 'send-email',
  sms: 'send-sms',
  push: 'send-push',
  survey: 'send-survey',
  trigger: 'when',
  triggers: 'when',
  on: 'when',
  condition: 'if',
  conditions: 'if',
  filter: ['if', 'where'],
  when: 'if',
  otherwise: 'else',
  default: 'else',
  timeout: 'up-to',
  within: 'up-to',
  until: ['wait-until', 'up-to'],
  switch: 'decide',
  branch: 'decide',
  branches: 'decide',
  experiment: 'split',
  variants: 'arms',
  variant: 'arm',
  loop: 'repeat',
  goto: 'go-to',
  jump: 'go-to',
  end: ['stop', 'ends'],
  finish: 'stop',
  actions: 'steps',
  nodes: 'steps',
  name: ['journey', 'workflow', 'segment', 'form'],
  description: ['purpose', 'note'],
  comment: 'note',
  timezone: 'time-zone',
  tz: 'time-zone',
  variables: 'with',
  params: 'with',
  equals: 'is',
  eq: 'is',
  not: 'is-not',
  gt: 'above',
  gte: 'at-least',
  lt: 'below',
  lte: 'at-most',
  exists: 'known',
  and: 'all',
  or: 'any',
  tag: 'add-to-segment',
  untag: 'remove-from-segment',
  task: 'assign-follow-up',
  workflow: 'run-workflow',
  call: 'run-workflow',
  webhook: 'call-webhook',
  notify: 'alert',
  property: 'field',
  attribute: 'field',
  'user.': 'contact.',
  'customer.': 'contact.',
  'person.': 'contact.',
  'profile.': 'contact.',
  'lead.': 'contact.',
};

// Nothing longer is a misspelt name, and the distance costs the product of both lengths.
const longestName = 100;

/** The candidate the author most likely meant, or `undefined` when none is near enough to be a help. */
export function suggest(
  name: string,
  candidates: Iterable<string>,
  otherWords: Synonyms = synonyms,
): string | undefined {
  if (name === '' || name.length > longestName) return undefined;
  const known = [...candidates].filter((candidate) => candidate !== name);
  return synonymOf(name, known, otherWords) ?? nearest(name, known);
}

/**
 * The one candidate that can be meant, sure enough to be written without asking: known as another word for the name, or
 * the only one within two letters of it.
 */
export function onlyMeant(
  name: string,
  candidates: Iterable<string>,
  otherWords: Synonyms = synonyms,
): string | undefined {
  const known = [...new Set(candidates)].filter((candidate) => candidate !== name);
  const meant = suggest(name, known, otherWords);
  if (meant === undefined) return undefined;
  const word = name.toLowerCase().replaceAll('_', '-');
  const others = Object.hasOwn(otherWords, word) ? [otherWords[word]!].flat().filter((one) => known.includes(one)) : [];
  if (others.length > 1) return undefined;
  if (synonymOf(name, known, otherWords) === meant) return meant;
  const isNear = (candidate: string) => distance(plain(name), plain(candidate)) <= allowedFor(name, 2);
  const near = known.filter(isNear);
  return near.length === 1 && near[0] === meant ? meant : undefined;
}

/** The same as a sentence: Did you mean `wait`? */
export function didYouMean(name: string, candidates: Iterable<string>, otherWords?: Synonyms): string | undefined {
  const meant = suggest(name, candidates, otherWords);
  return meant === undefined ? undefined : `Did you mean \`${meant}\`?`;
}

function synonymOf(name: string, known: readonly string[], otherWords: Synonyms): string | undefined {
  const word = name.toLowerCase().replaceAll('_', '-');
  if (Object.hasOwn(otherWords, word)) {
    const meant = [otherWords[word]!].flat().find((candidate) => known.includes(candidate));
    if (meant !== undefined) return meant;
  }
  const root = `${word.split('.', 1)[0]}.`;
  const renamed = Object.hasOwn(otherWords, root) ? [otherWords[root]!].flat()[0] : undefined;
  if (renamed === undefined || !name.includes('.')) return undefined;
  const path = renamed + name.slice(root.length);
  return known.includes(path) ? path : nearest(path, known);
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = plain(name);
  const allowed = allowedFor(name);
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const candidate of known) {
    const spelled = plain(candidate);
    if (Math.abs(spelled.length - wanted.length) >= bestDistance) continue;
    const away = distance(wanted, spelled);
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
}

/** How many letters a misspelt name may be away from the one that was meant. */
function allowedFor(name: string, most = 3): number {
  const { length } = plain(name);
  return Math.min(most, length > 8 ? 3 : length > 3 ? 2 : 1);
}

// `sendEmail`, `send_email` and `send email` are all `send-email`, spelled elsewhere.
const plain = (name: string) => name.toLowerCase().replaceAll(/[-_ ]/g, '');
