/** Signs links inside a simulation, where nobody forges any: readable, the same in every run, and true to purpose and end. */
import { keyOf } from '../../engine/keys.ts';
import type { Signer } from '../../engine/ports.ts';
import type { Clock } from '../../language/ports.ts';

export function createMemorySigner(clock: Clock): Signer {
  const seal = (purpose: string, head: string) => keyOf('link', purpose, head);
  return {
    // Nobody is told anything outside: any 32 bytes that are the same each time.
    secrets: (purpose, id) => [btoa(`${seal(purpose, id)}${seal(id, purpose)}`.slice(0, 32))],
    sign(purpose, id, expiresAt = '') {
      const head = `${encodeURIComponent(id).replaceAll('~', '%7E')}~${expiresAt.replaceAll(':', '')}`;
      return `${head}~${seal(purpose, head)}`;
    },
    verify(purpose, token) {
      const [id = '', expiresAt = '', given, ...more] = token.split('~');
      if (more.length > 0 || given !== seal(purpose, `${id}~${expiresAt}`)) return undefined;
      if (expiresAt !== '' && expiresAt <= clock.now().replaceAll(':', '')) return undefined;
      return { id: decodeURIComponent(id) };
    },
  };
}
