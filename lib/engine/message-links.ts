/** The links of one message: where each leads this contact, and which address stands in its place. */
import { RenderError } from './render-error.ts';

/** One target of the message, in the order of appearance; `link` is its number in the template. */
export interface RenderedLink {
  link: number;
  url: string;
}

/** The address to put in place of `links[index]`. */
export type TrackLink = (index: number, url: string) => string;

export interface MessageLinks {
  /** The targets as the template has them, Liquid. */
  readonly sources: readonly string[];
  readonly found: RenderedLink[];
  /** Throws RenderError for what is no web address: a value may not make a link that runs something. */
  address(link: number, url: string): string;
}

/** The same target of the same link is one, in HTML and in text. */
export function collectLinks(sources: readonly string[], track?: TrackLink): MessageLinks {
  const found: RenderedLink[] = [];
  return {
    sources,
    found,
    address(link, written) {
      const url = written.trim();
      if (url === '') return '';
      const protocol = URL.canParse(url) ? new URL(url).protocol : '';
      if (protocol === 'mailto:' || protocol === 'tel:') return url;
      if (protocol !== 'https:' && protocol !== 'http:') {
        throw new RenderError(`Link ${link} of the template leads to no web address.`, { code: 'unsafe-link' });
      }
      const known = found.findIndex((one) => one.link === link && one.url === url);
      const index = known < 0 ? found.push({ link, url }) - 1 : known;
      return track?.(index, url) ?? url;
    },
  };
}
