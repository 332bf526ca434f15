/** A stack of the test's own: a small project in a folder of its own, a free port, and the shortest way to drive it. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProject } from '../../bin/load-project.ts';
import type { ContactSummary, ContactView, MessageView, StackState } from '../../lib/language/operator-api.ts';
import type { Reload } from '../../lib/local/project/reload.ts';
import { type StackOptions, type StartedStack, startStack } from '../../lib/local/start-stack.ts';
import { engine } from '../support/engine.ts';

export const projectFiles: Record<string, string> = {
  'waymark.yaml': `project: acme
time-zone: Europe/Paris
postal-address: Acme, 1 Market Street, Paris
contact: { email: text, phone: text, firstName: text, plan: text, timeZone: text }
events:
  project.created: {}
  order.paid: {}
topics:
  tips: { title: Tips, consent: opt-in }
teams:
  sales: [sales@acme.example]
senders:
  default: { name: Acme, address: hello@acme.example }
`,
  'forms/sign-up.yaml': `form: sign-up
fields:
  email: { label: Email, required: true }
  firstName: { label: First name }
  phone: { label: Phone }
  timeZone: { label: Zone }
consent:
  - { topic: tips, channel: email, label: Send me tips }
  - { topic: tips, channel: sms, label: Text me tips }
redirect: /shop/thanks.html
`,
  'segments/readers.yaml': 'segment: readers\npurpose: Those who clicked\n',
  'journeys/welcome.yaml': `journey: welcome
purpose: Greet whoever signs up
owner: growth@acme.example
topic: tips
when:
  - form: sign-up
again: never
exit:
  bought: { event: order.paid }
steps:
  - send-email: hello
  - wait-for: { clicked: hello }
    up-to: 3 days
    then:
      - add-to-segment: readers
    else:
      - send-email: reminder
  - wait: 1 day
  - decide:
      - if: { field: plan, is: pro }
        then:
          - send-sms: thanks
    else:
      - run-workflow: call-them
        with: { reason: no plan yet }
  - stop: finished
${engine === 'express' ? 'engine: express\n' : ''}`,
  'workflows/call-them.yaml': `workflow: call-them
purpose: Nobody is left without a call
owner: sales@acme.example
input:
  reason: text
steps:
  - assign-follow-up: "Call {{ contact.firstName }}: {{ input.reason }}"
    id: call
    to: team:sales
    due: 1 day
  - stop: handed-over
`,
  'templates/hello.email.html': `---
subject: Hello {{ contact.firstName | default: "there" }}
preview: Good that you are here
---
<html><body><p>Hello, <a href="https://acme.example/start">begin here</a>.</p></body></html>
`,
  'templates/reminder.email.html': `---
subject: Still there?
---
<html><body><p>We have not seen you.</p></body></html>
`,
  'templates/thanks.sms.txt': 'Acme: thank you! https://acme.example/pro\n',
};

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface TestStack extends StartedStack {
  root: string;
  dataDir: string;
  troubles: string[];
  get<Body>(path: string): Promise<Body>;
  send(path: string, body?: unknown, init?: RequestInit): Promise<Answer>;
  signUp(fields: Record<string, string>): Promise<Answer>;
  state(): Promise<StackState>;
  contact(email: string): Promise<ContactView>;
  messages(): Promise<MessageView[]>;
  /** Saves a file below `statemachines/` and waits until the stack has dealt with it. */
  save(path: string, text: string): Promise<Reload>;
  /** Stops it and starts another one on what it left. */
  restart(options?: Partial<StackOptions>): Promise<TestStack>;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
}

export async function aStack(options: Partial<StackOptions> = {}, earlier?: { root: string }): Promise<TestStack> {
  const root = earlier?.root ?? (await mkdtemp(join(tmpdir(), 'waymark-stack-')));
  if (!earlier) await writeProject(root);
  const dataDir = join(root, 'data');
  const troubles: string[] = [];
  const reloads: ((reload: Reload) => void)[] = [];
  const stack = await startStack({
    port: 0,
    dataDir,
    clock: 'virtual',
    load: () => loadProject(root),
    watchDir: join(root, 'statemachines'),
    consoleDir: join(root, 'console'),
    shopDir: new URL('../../web/shop', import.meta.url).pathname,
    log: { say: () => {}, trouble: (line) => void troubles.push(line) },
    openEditor: async () => false,
    onReload: (reload) => reloads.shift()?.(reload),
    ...options,
  }).catch(async (thrown) => {
    if (!earlier) await rm(root, { recursive: true, force: true });
    throw thrown;
  });

  async function send(path: string, body?: unknown, init: RequestInit = {}): Promise<Answer> {
    const isPlain = typeof body === 'string' || body === undefined || body instanceof URLSearchParams;
    const response = await fetch(stack.url + path, {
      method: 'POST',
      redirect: 'manual',
      ...init,
      headers: { ...(isPlain ? {} : { 'content-type': 'application/json' }), ...init.headers },
      ...(body !== undefined && { body: isPlain ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  const get = async <Body>(path: string) => (await send(path, undefined, { method: 'GET' })).body as Body;

  return {
    ...stack,
    root,
    dataDir,
    troubles,
    get,
    send,
    signUp: (fields) => send('/v1/forms/sign-up', fields),
    state: () => get('/api/state'),
    messages: () => get('/api/messages'),
    async contact(email) {
      const contacts = await get<ContactSummary[]>('/api/contacts');
      const found = contacts.find(({ fields }) => fields.email === email);
      if (!found) throw new Error(`There is no contact ${email} among ${contacts.length}.`);
      return get(`/api/contacts/${found.id}`);
    },
    async save(path, text) {
      const { promise, resolve } = Promise.withResolvers<Reload>();
      reloads.push(resolve);
      await writeFile(join(root, 'statemachines', path), text);
      return promise;
    },
    async restart(changed) {
      await stack.close();
      return aStack({ ...options, ...changed }, { root });
    },
    async remove() {
      await stack.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export async function writeProject(root: string): Promise<void> {
  for (const [path, text] of Object.entries(projectFiles)) {
    const file = join(root, 'statemachines', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await mkdir(join(root, 'console'));
  await cp(new URL('../../web/shop/index.html', import.meta.url), join(root, 'console', 'index.html'));
}

export const ann = {
  email: 'ann@example.com',
  firstName: 'Ann',
  'consent.tips.email': 'yes',
  'consent.tips.sms': 'yes',
} as const;

/** The lines of a timeline without their instants. */
export const textsOf = ({ timeline }: ContactView): string[] => timeline.map(({ text }) => text);
