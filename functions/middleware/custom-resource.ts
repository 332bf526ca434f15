/** Answers CloudFormation, which waits for its answer at an address: a deploy must end, well or badly, and say why. */
import middy from '@middy/core';
import type * as z from 'zod';
import { factsOf, type Log } from './log.ts';
import { logged } from './logged.ts';
import { parse } from './parsed.ts';

export interface ResourceEvent {
  RequestType: 'Create' | 'Update' | 'Delete';
  ResponseURL: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  PhysicalResourceId?: string;
  ResourceProperties: unknown;
}

export type Respond = (url: string, body: string) => Promise<void>;

export interface ResourceOptions<Properties> {
  function: string;
  properties: z.ZodType<Properties>;
  /** At a creation, an update, and at the rollback of either. Nothing is done when the resource goes. */
  apply(properties: Properties): Promise<void>;
  respond?: Respond;
  log?: Log;
}

/** Never throws what the work threw: CloudFormation would call again, and wait an hour for an answer. */
export function createResourceHandler<Properties>(options: ResourceOptions<Properties>) {
  const { apply, properties, respond = put, log } = options;
  return middy<ResourceEvent, { status: string; reason?: string }>(async (event: ResourceEvent) => {
    const { RequestType, StackId, RequestId, LogicalResourceId } = event;
    const said = await outcomeOf(async () => {
      if (RequestType !== 'Delete') await apply(parse(properties, event.ResourceProperties));
    });
    // The same id at every update: another one would make CloudFormation delete the one before.
    const PhysicalResourceId = event.PhysicalResourceId ?? LogicalResourceId;
    const answer = {
      Status: said.status,
      Reason: said.reason,
      PhysicalResourceId,
      StackId,
      RequestId,
      LogicalResourceId,
    };
    await respond(event.ResponseURL, JSON.stringify(answer));
    return said;
  }).use(logged<ResourceEvent>({ function: options.function, log, ids: ({ RequestType }) => ({ does: RequestType }) }));
}

async function outcomeOf(work: () => Promise<void>): Promise<{ status: 'SUCCESS' | 'FAILED'; reason?: string }> {
  try {
    await work();
    return { status: 'SUCCESS' };
  } catch (thrown) {
    const { error, code, because } = factsOf(thrown);
    return { status: 'FAILED', reason: [error, code, because].filter(Boolean).join(' ') };
  }
}

const put: Respond = async (url, body) => {
  const answer = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!answer.ok) throw new Error(`CloudFormation did not take the answer (${answer.status}).`);
};
