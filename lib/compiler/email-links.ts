/** Numbers the links of an email, so that the engine can count the click before the contact arrives. */
import { liquidPaths } from '../language/liquid-check.ts';
import { messageAddresses } from '../language/template.ts';
import { decodeEntities, htmlTokens } from './html-tokens.ts';
import type { Shield } from './liquid-shield.ts';

export interface NumberedLinks {
  html: string;
  /** Targets as Liquid, in the order of the document. */
  links: string[];
  /** Targets that are no address at all, as the author wrote them. */
  broken: string[];
}

/** Web addresses and addresses that come from a value are numbered; `mailto:`, `#part` and our own pages are left alone. */
export function numberLinks(html: string, shield: Shield): NumberedLinks {
  const links: string[] = [];
  const broken: string[] = [];
  let numbered = '';
  let end = 0;
  for (const token of htmlTokens(html)) {
    if (token.kind !== 'open' || (token.name !== 'a' && token.name !== 'area')) continue;
    const href = token.attributes.get('href');
    if (!href) continue;
    const written = decodeEntities(href.value).trim();
    const kind = kindOf(written, shield);
    if (kind === 'broken') broken.push(shield.restore(href.value));
    if (kind !== 'tracked') continue;
    const link = shield.hide(`{% link ${links.length} %}`);
    links.push(shield.restore(written));
    numbered += html.slice(end, href.begin) + link;
    end = href.end;
  }
  return { html: numbered + html.slice(end), links, broken };
}

function kindOf(target: string, shield: Shield): 'tracked' | 'left-alone' | 'broken' {
  if (shield.leads(target)) return isOurs(shield.restore(target)) ? 'left-alone' : 'tracked';
  if (/^https?:/i.test(target)) return URL.canParse(shield.plain(target)) ? 'tracked' : 'broken';
  return /^(mailto:|tel:|sms:|#)/i.test(target) ? 'left-alone' : 'broken';
}

function isOurs(liquid: string): boolean {
  const paths = liquidPaths(liquid);
  return paths.length > 0 && paths.every((path) => messageAddresses.some((address) => address === path));
}
