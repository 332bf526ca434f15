/** Nobody in any zone of the world is texted at night, or written to in the quiet hours of the project, on whatever day. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedUntil } from '../../lib/engine/open-hours.ts';
import { email } from '../../lib/language/channels/email.ts';
import { sms } from '../../lib/language/channels/sms.ts';
import { zonesOfPhone } from '../../lib/language/phone-zones.ts';
import { dailyInstants, insideHours } from '../../lib/language/wall-time.ts';
import { inZone } from '../../lib/language/zones.ts';

const zones = Intl.supportedValuesOf('timeZone');
const dayMs = 86_400_000;
const [from, to] = [Date.parse('2000-01-01T00:00:00.000Z'), Date.parse('2037-12-31T00:00:00.000Z')];
const instant = fc.integer({ min: from, max: to }).map((at) => new Date(at).toISOString());
const hour = fc.integer({ min: 0, max: 23 }).map((at) => `${String(at).padStart(2, '0')}:00`);
const quiet = fc.tuple(hour, hour).filter(([first, last]) => first !== last);

/** For each zone moments of its own. */
function inEachZone(
  check: (zone: string, now: string, quiet: { from: string; to: string }) => void,
  { moments: atMost = zones.length * 2 } = {},
): void {
  expect(zones.length).toBeGreaterThan(400);
  const moments = fc.sample(fc.tuple(instant, quiet), atMost);
  for (const [index, [now, [first, last]]] of moments.entries())
    check(zones[index % zones.length]!, now, { from: first, to: last });
}
const asked = { fallbackZone: 'UTC', address: '+12125550123', zonesOfAddress: zonesOfPhone };

test('a text goes out by day only, in every zone, and within a day', () => {
  inEachZone((zone, now) => {
    const { until = now } = closedUntil({ ...asked, kind: sms, settings: {}, timeZone: zone, now }) ?? {};
    expect(insideHours(until, '08:00', '20:00', zone), `${now} in ${zone}: ${until}`).toBe(true);
    const { hour } = inZone(until, zone);
    expect(hour >= 8 && hour < 20, `${now} in ${zone}: ${until}`).toBe(true);
    expect(until >= now && Date.parse(until) - Date.parse(now) <= dayMs * 2).toBe(true);
  });
});

test('an email goes out in no quiet hour of the project, in every zone', () => {
  inEachZone((zone, now, quietHours) => {
    const { until = now } = closedUntil({ ...asked, kind: email, settings: { quietHours }, timeZone: zone, now }) ?? {};
    expect(insideHours(until, quietHours.from, quietHours.to, zone), `${now} in ${zone}: ${until}`).toBe(false);
  });
});

test('a text whose hours and quiet hours leave no time is held, and never sent', () => {
  inEachZone(
    (zone, now) => {
      const settings = { quietHours: { from: '07:00', to: '21:00' } };
      const closed = closedUntil({ ...asked, kind: sms, settings, timeZone: zone, now });
      expect(closed && closed.until > now, `${now} in ${zone}`).toBe(true);
    },
    { moments: 50 },
  );
});

test('what is daily comes once per local date and once per instant, in every zone', () => {
  inEachZone((zone, now, { from: time }) => {
    const days = dailyInstants(now.slice(0, 10), time, zone).take(5).toArray();
    expect(days.toSorted()).toEqual(days);
    expect(new Set(days).size).toBe(days.length);
    expect(new Set(days.map((at) => inZone(at, zone).toPlainDate().toString())).size, `${now} ${zone}`).toBe(5);
  });
});
