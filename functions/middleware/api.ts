/** A call from outside as API Gateway hands it over (payload 2.0), and the one shape in which it is answered. */
import type { MiddlewareObj } from '@middy/core';
import type { Problem } from '../../lib/engine/entry.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { problemPage } from './pages.ts';

export interface ApiEvent {
  rawPath: string;
  headers?: Record<string, string | undefined>;
  body?: string;
  isBase64Encoded?: boolean;
  requestContext: { requestId: string; http: { method: string } };
}

export interface ApiAnswer {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Thrown where a request is read; nothing has been kept by then. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly problem: Problem;
  readonly headers: Record<string, string>;
  constructor(problem: Problem, headers: Record<string, string> = {}) {
    super(problem.title);
    this.problem = problem;
    this.headers = headers;
  }
}

export const headerOf = ({ headers = {} }: ApiEvent, name: string): string => {
  const found = Object.keys(headers).find((one) => one.toLowerCase() === name);
  return (found && headers[found]) || '';
};

/** Problems as problem documents, to a browser as a page; of a fault nothing is told but that it was ours. */
export function answered(): MiddlewareObj<ApiEvent, ApiAnswer> {
  return {
    onError(request) {
      const { error, event } = request;
      if (error instanceof HttpProblem) {
        request.response = answerProblem(error.problem, event, error.headers);
      } else if (error instanceof RetryableError) {
        const after = String(error.retryAfterSeconds ?? 1);
        request.response = answerProblem({ status: 503, title: 'Try again in a moment.' }, event, {
          'retry-after': after,
        });
      } else {
        request.response = answerProblem({ status: 500, title: 'This failed on our side.' }, event);
      }
    },
  };
}

interface Shown {
  status: number;
  title: string;
  field?: string;
}

function answerProblem(problem: Shown, event: ApiEvent, headers: Record<string, string> = {}): ApiAnswer {
  const isPage = headerOf(event, 'accept').includes('text/html');
  return {
    statusCode: problem.status,
    headers: {
      ...headers,
      ...plainHeaders,
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json',
    },
    body: isPage ? problemPage(problem.title) : JSON.stringify({ type: 'about:blank', ...problem }),
  };
}

/** An answer is for whoever asked, now, and is what it says it is. */
export const plainHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
