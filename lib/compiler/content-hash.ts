/** What runs are pinned to: the same content gives the same hash, whatever the order of keys. */
import { hash } from 'node:crypto';
import type { CompiledTemplate } from '../language/template.ts';
import type { Version } from '../language/version.ts';
import { type Order, orderer } from './key-order.ts';

export const contentHash = (content: unknown): string => hashOf(JSON.stringify(orderer()(content)));

/** The hash of the whole, to which `templates` comes last; `order` may know the parts already. */
export function versionHash({ templates, ...rest }: Omit<Version, 'hash'>, order: Order): string {
  const texts = Object.keys(templates)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${textOf(templates[key]!)}`);
  return hashOf(`${JSON.stringify(order(rest)).slice(0, -1)},"templates":{${texts.join(',')}}}`);
}

const hashOf = (text: string): string => hash('sha256', text).slice(0, 16);

const known = new WeakMap<CompiledTemplate, string>();

/** Written once for all versions that carry it: a message weighs more than the steps around it. */
function textOf(template: CompiledTemplate): string {
  const text = known.get(template) ?? JSON.stringify(orderer()(template));
  known.set(template, text);
  return text;
}
