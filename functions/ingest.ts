/** Where forms, pages and servers report what somebody did; answered once it is kept. */
import middy from '@middy/core';
import { takeAnswers } from '../lib/engine/answer-entry.ts';
import { takeBatch } from '../lib/engine/batch-entry.ts';
import type { Entry } from '../lib/engine/entry.ts';
import { takeForm } from '../lib/engine/form-entry.ts';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { type TrackCall, takeCall, trackCalls } from '../lib/engine/track-entry.ts';
import { takeWebhook } from '../lib/engine/webhook-entry.ts';
import type { Clock } from '../lib/language/ports.ts';
import { createAwsPorts } from './aws/ports.ts';
import { systemClock } from './aws/system-clock.ts';
import { type ApiAnswer, type ApiEvent, answered, HttpProblem, plainHeaders } from './middleware/api.ts';
import { MOST_BATCH_BYTES, readBody, readJsonBody } from './middleware/body.ts';
import { refuseUnknownOptions } from './middleware/closed-options.ts';
import { openToAll } from './middleware/cors.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { logged } from './middleware/logged.ts';
import { pageHeaders, thanksPage } from './middleware/pages.ts';
import { type Answering, createRouter } from './middleware/router.ts';
import { verifiedId } from './middleware/verified.ts';
import { requireWriteKey } from './middleware/write-key.ts';

export interface IngestOptions {
  /** Left out: whoever reaches the address may report. */
  writeKeys?: readonly string[];
  /** By which the age of a signature is judged; left out: the world's, even where the stack's own stands still. */
  clock?: Clock;
  log?: Log;
}

export const createHandler = (ports: EnginePorts, options: IngestOptions = {}) => {
  refuseUnknownOptions('ingest', options, ['writeKeys', 'clock', 'log']);
  const { writeKeys = [], clock = systemClock, log } = options;

  const sendForm: Answering = async (event, name) => {
    const form = await formNamed(name, ports);
    const body = await readBody(event, ['urlencoded', 'multipart', 'json']);
    const values =
      body.kind === 'form'
        ? body.values
        : new Map(Object.entries(body.value).map(([key, value]) => [key, value ?? null]));
    const messageId = taken(await takeForm({ form, values, requestId: event.requestContext.requestId }, ports));
    return body.kind === 'json' ? accepted(messageId) : seeOther(form.redirect ?? `${event.rawPath}/thanks`);
  };
  const sendThanks: Answering = async (_, name) => {
    await formNamed(name, ports);
    return { statusCode: 200, headers: pageHeaders, body: thanksPage() };
  };
  const report =
    (call: TrackCall): Answering =>
    async (event) => {
      const body = await readJsonBody(event);
      requireWriteKey(event, body, writeKeys);
      const { requestId } = event.requestContext;
      return accepted(taken(await takeCall({ call, body, requestId }, ports)));
    };
  /** What was refused is listed and need not come again. */
  const reportAll: Answering = async (event) => {
    const body = await readJsonBody(event, MOST_BATCH_BYTES);
    requireWriteKey(event, body, writeKeys);
    const batch = await takeBatch({ body, requestId: event.requestContext.requestId }, ports);
    if ('problem' in batch) throw new HttpProblem(batch.problem);
    return answeredWith(batch.messageIds.length > 0 ? 202 : 400, batch);
  };
  const sendAnswers: Answering = async (event, survey) => {
    const body = await readJsonBody(event);
    // The link in a message says who answers; whoever names somebody else does so as a server would.
    if (!body.message) requireWriteKey(event, body, writeKeys);
    const { requestId } = event.requestContext;
    return accepted(taken(await takeAnswers({ survey, body, requestId }, ports)));
  };
  const takeTold: Answering = async (event, source) => {
    const id = await verifiedId(event, source, ports, clock);
    return accepted(taken(await takeWebhook({ source, id, body: await readJsonBody(event) }, ports)));
  };
  const router = createRouter({
    'POST /v1/answers/{survey}': sendAnswers,
    'POST /v1/forms/{form}': sendForm,
    'GET /v1/forms/{form}/thanks': sendThanks,
    'POST /v1/batch': reportAll,
    'POST /v1/webhooks/{source}': takeTold,
    ...Object.fromEntries(trackCalls.map((call) => [`POST /v1/${call}`, report(call)])),
  });
  return middy<ApiEvent, ApiAnswer>(router.answer)
    .use(openToAll())
    .use(logged<ApiEvent>({ function: 'ingest', log, ids: (event) => ({ route: router.nameOf(event) }) }))
    .use(answered());
};

async function formNamed(name: string, ports: EnginePorts) {
  const form = await ports.registry.form(name);
  if (!form) throw new HttpProblem({ status: 404, title: 'There is no form of this name.', field: 'form' });
  return form;
}

function taken(entry: Entry): string {
  if ('problem' in entry) throw new HttpProblem(entry.problem);
  return entry.taken.messageId;
}

const accepted = (messageId: string): ApiAnswer => answeredWith(202, { messageId });

const answeredWith = (statusCode: number, said: object): ApiAnswer => ({
  statusCode,
  headers: { ...plainHeaders, 'content-type': 'application/json' },
  body: JSON.stringify(said),
});

const seeOther = (location: string): ApiAnswer => ({ statusCode: 303, headers: { ...plainHeaders, location } });

export const handler = deployed((environment) =>
  createHandler(createAwsPorts(environment), { writeKeys: environment.writeKeys }),
);
