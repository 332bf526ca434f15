/** A project in memory with forms, calls from outside to it, and a watch over whether anything was kept. */

import type { ApiAnswer, ApiEvent } from '../../functions/middleware/api.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import type { Form, Settings } from '../../lib/language/project.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { createMemoryPorts } from '../../lib/simulator/ports/index.ts';
import { monday } from '../support/records.ts';

export const trialSignup: Form = {
  name: 'trial-signup',
  fields: {
    email: { label: 'Work email', required: true },
    firstName: { label: 'First name', required: false },
    phone: { label: 'Mobile', required: false },
    role: { label: 'Your role', required: false, choices: ['developer', 'marketer', 'other'] },
    seats: { label: 'Seats', required: false },
    message: { label: 'Message', required: false },
  },
  consent: [{ topic: 'product-tips', channel: 'email', label: 'Send me product tips' }],
  redirect: 'https://acme.example/thanks',
};
export const confirmed: Form = { ...trialSignup, name: 'confirmed', redirect: undefined, confirm: 'confirm-signup' };

const settings: Settings = {
  project: 'acme',
  contact: { email: 'text', firstName: 'text', phone: 'text', role: { choices: [] }, seats: 'number', plan: 'text' },
  topics: { 'product-tips': { title: 'Tips', consent: 'opt-in' } },
  teams: {},
  senders: {},
};

export interface Place {
  ports: EnginePorts;
  /** Names of the writes so far: `contacts.claim`, `events.put`. */
  writes: string[];
  clock: ReturnType<typeof createClock>;
}

export async function aPlace({ forms = [trialSignup, confirmed] }: { forms?: Form[] } = {}): Promise<Place> {
  const clock = createClock(monday);
  const nobody = { start: () => 'started' as const, stop: () => {}, succeed: () => 'gone' as const };
  const ports = createMemoryPorts({ clock, executions: nobody as never, machines: new Map() });
  await ports.registry.publish({ versions: [], settings, forms, segments: [], at: monday });
  const writes: string[] = [];
  return { ports: watched(ports, writes), writes, clock };
}

const writing = /^(put|set|setConsent|mergeInto|takeIn|claim|create|write|settle|add|remove|publish|apply)$/;

function watched(ports: EnginePorts, writes: string[]): EnginePorts {
  const watch = (port: object, name: string) =>
    new Proxy(port, {
      get(target, method, self) {
        const found = Reflect.get(target, method, self);
        if (typeof found !== 'function' || !writing.test(String(method))) return found;
        return (...given: unknown[]) => {
          writes.push(`${name}.${String(method)}`);
          return found.apply(target, given);
        };
      },
    });
  const entries = Object.entries(ports).map(([name, port]) => [
    name,
    typeof port === 'object' ? watch(port, name) : port,
  ]);
  return Object.fromEntries(entries) as EnginePorts;
}

interface Call {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  requestId?: string;
}

export function aCall({ method = 'POST', path, headers = {}, body = '', requestId = 'req-1' }: Call): ApiEvent {
  const encoded =
    typeof body === 'string' ? { body } : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { rawPath: path, headers, ...encoded, requestContext: { requestId, http: { method } } };
}

export const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
export const json = { 'content-type': 'application/json' };

export const aForm = (
  values: Record<string, string>,
  { form = 'trial-signup', ...more }: Partial<Call> & { form?: string } = {},
) => aCall({ path: `/v1/forms/${form}`, headers: urlencoded, body: new URLSearchParams(values).toString(), ...more });

export const aReport = (call: string, body: unknown, more: Partial<Call> = {}) =>
  aCall({ path: `/v1/${call}`, headers: json, body: JSON.stringify(body), ...more });

export const bodyOf = ({ body = '' }: ApiAnswer): Record<string, unknown> => JSON.parse(body);

export const silent = () => {};
