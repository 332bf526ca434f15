/** Lets a contact leave, or confirm, by the link in a message: one press, no login, and never by merely looking at the link. */
import middy from '@middy/core';
import { confirmByLink, isConfirmLink } from '../lib/engine/confirm-link.ts';
import { CONFIRM_PATH, UNSUBSCRIBE_PATH } from '../lib/engine/links.ts';
import { isUnsubscribeLink, unsubscribeByLink } from '../lib/engine/one-click.ts';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createAwsPorts } from './aws/ports.ts';
import { type ApiAnswer, type ApiEvent, answered, HttpProblem, plainHeaders } from './middleware/api.ts';
import { readFormBody } from './middleware/body.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { logged } from './middleware/logged.ts';
import { confirmedPage, confirmPage, pageHeaders, unsubscribedPage, unsubscribePage } from './middleware/pages.ts';
import { type Answering, createRouter } from './middleware/router.ts';

const notOurs = () => new HttpProblem({ status: 404, title: 'This link is not valid, or no longer.' });

export const createHandler = (ports: EnginePorts, log?: Log) => {
  const look: Answering = (event, token) => {
    if (!isUnsubscribeLink(token, ports)) throw notOurs();
    const isHead = event.requestContext.http.method === 'HEAD';
    return { statusCode: 200, headers: pageHeaders, body: isHead ? '' : unsubscribePage() };
  };
  const leave: Answering = async (event, token) => {
    const isByPage = isPress(await readFormBody(event));
    if (!(await unsubscribeByLink(token, ports))) throw notOurs();
    if (isByPage) return { statusCode: 200, headers: pageHeaders, body: unsubscribedPage() };
    return { statusCode: 200, headers: plainHeaders, body: '' };
  };
  const lookAtConfirm: Answering = (event, token) => {
    if (!isConfirmLink(token, ports)) throw notOurs();
    const isHead = event.requestContext.http.method === 'HEAD';
    return { statusCode: 200, headers: pageHeaders, body: isHead ? '' : confirmPage() };
  };
  const confirm: Answering = async (event, token) => {
    const values = await readFormBody(event);
    if (values.get('confirm') !== 'yes' || values.size !== 1)
      throw new HttpProblem({ status: 400, title: 'Press the button of the page.', field: 'confirm' });
    if (!(await confirmByLink(token, ports))) throw notOurs();
    return { statusCode: 200, headers: pageHeaders, body: confirmedPage() };
  };
  const [out, into] = [`${UNSUBSCRIBE_PATH}{token}`, `${CONFIRM_PATH}{token}`];
  const router = createRouter({
    [`GET ${out}`]: look,
    [`HEAD ${out}`]: look,
    [`POST ${out}`]: leave,
    [`GET ${into}`]: lookAtConfirm,
    [`HEAD ${into}`]: lookAtConfirm,
    [`POST ${into}`]: confirm,
  });
  return middy<ApiEvent, ApiAnswer>(router.answer)
    .use(logged<ApiEvent>({ function: 'unsubscribe', log, ids: (event) => ({ route: router.nameOf(event) }) }))
    .use(answered());
};

/** `List-Unsubscribe=One-Click` and nothing else, but for what our own page's button adds. */
function isPress(values: Map<string, string>): boolean {
  const isByPage = values.get('by') === 'page';
  if (values.get('List-Unsubscribe') !== 'One-Click' || values.size !== (isByPage ? 2 : 1)) {
    throw new HttpProblem({ status: 400, title: 'Say List-Unsubscribe=One-Click.', field: 'List-Unsubscribe' });
  }
  return isByPage;
}

export const handler = deployed((environment) => createHandler(createAwsPorts(environment)));
