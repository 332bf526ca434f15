/** The operator's API, in the shapes that the console and the command line read. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { queueEvent } from '../../../functions/middleware/queue.ts';
import { closeFollowUp } from '../../engine/close-follow-up.ts';
import type { TaskWord } from '../../language/ports.ts';
import { providerReport, type Report } from '../mail/provider-report.ts';
import type { Stack } from '../stack.ts';
import { contactsView, contactView } from '../views/contacts.ts';
import { definitionsView, definitionView } from '../views/definitions.ts';
import { followUpsView } from '../views/follow-ups.ts';
import { messagesView, messageView } from '../views/messages.ts';
import { stateView } from '../views/state.ts';
import type { Changes } from './changes.ts';
import { gatewayAnswer, gatewayEvent, signedBy } from './gateway-event.ts';
import { clickOrder, editOrder, readOrder, replyOrder, stateOrder, taskOrder, timeMove } from './orders.ts';
import { problem } from './problem.ts';

export function createOperatorApi(stack: Stack, changes: Changes): Hono {
  const api = new Hono();
  api.get('/state', async (context) => context.json(await stateView(stack.sources())));
  api.get('/definitions', async (context) => context.json(await definitionsView(stack.sources())));
  api.get('/contacts', async (context) => context.json(await contactsView(stack.sources())));
  api.get('/messages', async (context) => context.json(await messagesView(stack.sources())));
  api.get('/follow-ups', async (context) => context.json(await followUpsView(stack.sources())));
  api.get('/changes', () => changes.listen());

  api.get('/definitions/:name', async (context) => {
    const view = await definitionView(context.req.param('name'), stack.sources());
    return view ? context.json(view) : noDefinition();
  });
  api.get('/contacts/:id', async (context) => {
    const view = await contactView(context.req.param('id'), stack.sources());
    return view ? context.json(view) : noContact();
  });

  api.post('/time', async (context) => {
    const order = await readOrder(context, timeMove);
    if (order instanceof Response) return order;
    await stack.moveTime(order.to);
    return context.json(await stateView(stack.sources()));
  });
  api.post('/reset', async (context) => {
    await stack.reset();
    return context.json(await stateView(stack.sources()));
  });
  api.post('/definitions/:name/state', async (context) => {
    const name = context.req.param('name');
    if (!(await stack.sources().ports.registry.definition(name))) return noDefinition();
    const order = await readOrder(context, stateOrder);
    return order instanceof Response ? order : context.json(await stack.setState(name, order.state));
  });
  api.post('/orders', async ({ req }) => {
    const request = req.raw;
    return gatewayAnswer(
      await stack.order(async ({ operate }, now) =>
        operate(signedBy(stack.operator, await gatewayEvent(request, now))),
      ),
    );
  });
  api.post('/definitions/:name/edit', async (context) => {
    const file = stack.sources().project.checked.fileOf(context.req.param('name'));
    if (!file) return noDefinition();
    const order = await readOrder(context, editOrder);
    if (order instanceof Response) return order;
    if (await stack.openEditor(file, order.line)) return context.body(null, 204);
    const detail = `No editor is known here. Open ${file}:${order.line}, or set EDITOR to code, subl, zed or idea.`;
    return problem(409, { title: 'No editor is known here.', detail });
  });

  /** What a contact texts back, as the service that carries it hands it over. */
  api.post('/replies', async (context) => {
    const order = await readOrder(context, replyOrder);
    if (order instanceof Response) return order;
    const inboundMessageId = randomUUID();
    const said = { originationNumber: order.from, messageBody: order.text, inboundMessageId };
    await stack.happen(({ takeReply }) => takeReply(queueEvent({ id: inboundMessageId, ...said })));
    return context.body(null, 204);
  });

  api.post('/follow-ups/:key/:word{completed|approved|rejected}', async (context) => {
    const order = await readOrder(context, taskOrder);
    if (order instanceof Response) return order;
    const { key: effectKey, word } = context.req.param() as { key: string; word: TaskWord };
    const told = await stack.happen(({ ports }) => closeFollowUp({ effectKey, word, ...order }, ports));
    if ('closed' in told && told.closed.word === word) return context.body(null, 204);
    if ('closed' in told) return problem(409, { title: `It is ${told.closed.word} already.` });
    if (told.problem === 'unknown') return problem(404, { title: 'There is no such follow-up.' });
    return problem(409, { title: `A follow-up like this is ${told.words.join(' or ')}.` });
  });

  api.post('/messages/:id/:report{open|click|bounce|complain}', async (context) => {
    const sources = stack.sources();
    const message = sources.mailbox.get(context.req.param('id'));
    if (!message) return problem(404, { title: 'There is no such message.' });
    if (message.channel !== 'email')
      return problem(409, { title: 'Of a text message no provider says whether it was opened or followed.' });
    const report = context.req.param('report') as Report;
    if (report !== 'click') {
      await stack.raise((now) => providerReport(report, message, now));
      return context.body(null, 204);
    }
    const order = await readOrder(context, clickOrder);
    if (order instanceof Response) return order;
    const { links } = await messageView(message, sources);
    if (!links.some(({ href }) => href === order.href))
      return problem(422, { title: 'The message holds no such link.', field: 'href' });
    await stack.raise((now) => providerReport('click', message, now, order.href));
    return context.body(null, 204);
  });
  return api;
}

const noDefinition = (): Response => problem(404, { title: 'There is no such definition.' });
const noContact = (): Response => problem(404, { title: 'There is no such contact.' });
