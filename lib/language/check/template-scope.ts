/** What a template may speak of: what every message has, and what those who send it know. */
import { stepKind } from '../registry.ts';
import { messageValues } from '../template.ts';
import type { ReadDefinition } from './definition-file.ts';
import { isMap } from './dispatch.ts';
import type { Known } from './known.ts';
import { contactScope, type PathScope, scopeOf } from './path-scope.ts';
import type { ReadProject } from './project-files.ts';

/** One step that sends it. */
export interface Sending {
  scope(): PathScope;
  /** What it hands over as `with`; `undefined`: anything. */
  handsOver: string[] | undefined;
  isMarketing: boolean;
}

/** Template → the steps that send it; those of forms, which confirm by it, know more than anybody here. */
export function sendingsOf({ definitions, forms }: ReadProject, known: Known): Map<string, Sending[]> {
  const sendings = new Map<string, Sending[]>();
  const keep = (name: string, sending: Sending) => {
    const before = sendings.get(name);
    if (before) before.push(sending);
    else sendings.set(name, [sending]);
  };
  for (const definition of definitions) {
    // Few templates ask for more than the contact.
    let inside: PathScope | undefined;
    const scope = () => (inside ??= insideScope(definition, known));
    for (const { step, item, refersTo } of definition.steps) {
      if (stepKind(item.kind).channel === undefined || !item.isUsable) continue;
      const isMarketing = step['class'] === 'marketing' || item.unread.includes('class');
      const sending = { scope, handsOver: handedOver(step['with'], item.unread), isMarketing };
      for (const { kind, name } of refersTo) if (kind === 'template') keep(name, sending);
    }
  }
  for (const { form } of forms) {
    if (form.confirm !== undefined)
      keep(form.confirm, { scope: () => anything, handsOver: undefined, isMarketing: false });
  }
  return sendings;
}

const anything: PathScope = new Map(['event', 'input', 'with'].map((root) => [root, undefined]));

/** A journey that is a part of another one is sent with what that one knows besides. */
function insideScope(definition: ReadDefinition, known: Known): PathScope {
  const scope = scopeOf(definition, known);
  const isPart = definition.name !== undefined && known.called?.has(definition.name);
  return isPart ? new Map([...scope, ['input', undefined], ['event', undefined]]) : scope;
}

function handedOver(handed: unknown, unread: readonly string[]): string[] | undefined {
  if (unread.includes('with')) return undefined;
  return isMap(handed) ? Object.keys(handed) : [];
}

/** What only some of several senders know is taken for known. */
export function templateScope(settings: ReadProject['settings'], sendings: readonly Sending[] = []): PathScope {
  const scope = new Map<string, readonly string[] | undefined>([
    ...messageValues.map((root) => [root, undefined] as const),
  ]);
  for (const { scope: own, handsOver } of sendings) {
    for (const [root, inside] of [...own(), ['with', handsOver] as const]) {
      const known = scope.get(root);
      const isOpen = inside === undefined || (scope.has(root) && known === undefined);
      scope.set(root, isOpen ? undefined : [...new Set([...(known ?? []), ...inside])]);
    }
  }
  if (sendings.length === 0) for (const [root] of anything) scope.set(root, undefined);
  for (const [root, inside] of contactScope(settings)) scope.set(root, inside);
  return scope;
}
