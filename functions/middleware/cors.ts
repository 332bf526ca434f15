/** Lets any website report to us, as tracking needs: there are no cookies, so nobody's login travels along. */
import type { MiddlewareObj } from '@middy/core';
import type { ApiAnswer, ApiEvent } from './api.ts';

const openHeaders = { 'access-control-allow-origin': '*' };

export function openToAll(): MiddlewareObj<ApiEvent, ApiAnswer> {
  const open: MiddlewareObj<ApiEvent, ApiAnswer>['after'] = ({ response }) => {
    if (response) response.headers = { ...response.headers, ...openHeaders };
  };
  return { after: open, onError: open };
}
