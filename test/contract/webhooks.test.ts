/** Calls to other systems, held to the contract: in memory, and encrypted, against a stand-in of such a system. */
import { callOutside } from '../../functions/aws/outside-call.ts';
import { createWebhooks } from '../../functions/aws/webhooks.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { createMemorySigner } from '../../lib/simulator/ports/signer.ts';
import { createMemoryWebhooks } from '../../lib/simulator/ports/webhooks.ts';
import { openOtherSide } from '../support/https-stand-in.ts';
import { monday } from '../support/records.ts';
import { webhooksContract } from './webhooks.ts';

const clock = createClock(monday);
const signer = createMemorySigner(clock);

webhooksContract({
  name: 'in memory',
  async callIn(weather, calls) {
    const ids: string[] = [];
    const port = createMemoryWebhooks({
      answer: () =>
        typeof weather === 'string'
          ? undefined
          : { answer: 'answered', status: weather.status ?? 200, body: weather.body, isJson: true },
      onCall: ({ effect }) => void ids.push(effect),
    });
    return { answers: await calls(port), ids };
  },
  lacks: { faults: 'skipped: scenarios say what the other side answers, there is no line to break' },
});

webhooksContract({
  name: 'over HTTPS',
  async callIn(weather, calls) {
    const other = await openOtherSide();
    try {
      const { outside } = other;
      if (weather === 'closed-door') await other.close();
      else if (weather === 'unknown-name') outside.resolve = () => Promise.reject(new Error('ENOTFOUND'));
      else if (weather === 'indoors') outside.resolve = async () => [{ address: '10.0.0.7', family: 4 }];
      else other.says = weather;
      if (weather === 'hang' || weather === 'hang-in-answer') outside.withinMs = 150;
      const port = createWebhooks({ signer, clock }, (call) => callOutside({ ...call, url: other.url }, outside));
      const answers = await calls(port);
      return { answers, ids: other.received.map(({ headers }) => String(headers['webhook-id'])) };
    } finally {
      await other.close();
    }
  },
});
