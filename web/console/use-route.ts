/** The operator's place in the console, kept in the address so that a reload or a link comes back to it. */
import { useCallback, useSyncExternalStore } from 'react';

export const tabs = ['journey', 'contacts', 'follow-ups'] as const;
export type Tab = (typeof tabs)[number];
export interface Route {
  tab: Tab;
  /** The definition or the contact. */
  chosen?: string;
}

/** `#/contacts/ann` */
export function readRoute(hash: string): Route {
  const [, word = '', chosen] = hash.split('/');
  const tab = tabs.find((one) => one === word) ?? 'journey';
  return { tab, ...(chosen && { chosen: decode(chosen) }) };
}

export const writeRoute = ({ tab, chosen }: Route): string =>
  chosen === undefined ? `#/${tab}` : `#/${tab}/${encodeURIComponent(chosen)}`;

export function useRoute(): [Route, (route: Route) => void] {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  const go = useCallback((route: Route) => {
    window.location.hash = writeRoute(route);
  }, []);
  return [readRoute(hash), go];
}

function listen(changed: () => void) {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
