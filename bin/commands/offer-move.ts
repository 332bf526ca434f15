/** After a save, asks whoever saved what becomes of those inside: they keep what they began with, or move to what is new. */
import type { MovePreview } from '../../lib/engine/move-runs.ts';
import type { Reload } from '../../lib/local/project/reload.ts';
import { sendOrder } from '../terminal/orders.ts';
import { count } from '../terminal/sure.ts';
import { sayMoved, sayPlace } from './versions.ts';

export interface Offer {
  /** Says where they stand, and what a move would do with them. */
  make(published: Reload['published']): Promise<void>;
  keep(): void;
  move(): Promise<void>;
}

export function createOffer(url: () => string): Offer {
  let offered: string[] = [];
  return {
    async make(published) {
      offered = [];
      for (const { name, onOlder } of published) {
        if (onOlder === 0) continue;
        const { steps } = await sendOrder({ does: 'move', definition: name }, { url: url() }, { dryRun: true });
        for (const place of steps as unknown as MovePreview[]) console.log(sayPlace(place));
        offered.push(name);
      }
      if (offered.length > 0) console.log('[k]eep them on what they began with · [m]ove them');
    },
    keep() {
      if (offered.length === 0) return;
      console.log(`${count(offered.length, 'definition')}: whoever is inside stays on the version they began with.`);
      offered = [];
    },
    async move() {
      const names = offered;
      offered = [];
      for (const definition of names) {
        const done = await sendOrder({ does: 'move', definition }, { url: url() });
        console.log(`${definition}: ${sayMoved(done)}`);
      }
    },
  };
}
