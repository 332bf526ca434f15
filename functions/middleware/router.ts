/** Finds what answers a path. Only the names of known routes are logged: a path may hold a token, or whatever a stranger typed. */
import { type ApiAnswer, type ApiEvent, HttpProblem } from './api.ts';

export type Answering = (event: ApiEvent, parameter: string) => ApiAnswer | Promise<ApiAnswer>;
/** `POST /v1/forms/{form}`: at most one parameter. */
export type Routes = Record<string, Answering>;

export function createRouter(routes: Routes) {
  const known = Object.entries(routes).map(([name, answer]) => {
    const [method = '', path = ''] = name.split(' ');
    const [before = '', after] = path.split(/\{\w+\}/);
    return { name, method, answer, before, after };
  });

  function match({ rawPath }: ApiEvent) {
    return known.flatMap((route) => {
      const parameter = parameterOf(rawPath, route.before, route.after);
      return parameter === undefined ? [] : [{ ...route, parameter }];
    });
  }
  const methodOf = ({ requestContext }: ApiEvent) => requestContext.http.method;

  return {
    /** For the log. */
    nameOf: (event: ApiEvent): string | undefined =>
      match(event).find(({ method }) => method === methodOf(event))?.name,
    async answer(event: ApiEvent): Promise<ApiAnswer> {
      const found = match(event);
      if (found.length === 0) throw new HttpProblem({ status: 404, title: 'There is nothing here.' });
      const route = found.find(({ method }) => method === methodOf(event));
      const allow = found.map(({ method }) => method).join(', ');
      if (!route) throw new HttpProblem({ status: 405, title: `Use ${allow}.` }, { allow });
      return route.answer(event, route.parameter);
    },
  };
}

function parameterOf(path: string, before: string, after: string | undefined): string | undefined {
  if (after === undefined) return path === before ? '' : undefined;
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined;
  const written = path.slice(before.length, path.length - after.length);
  if (path.length <= before.length + after.length || written.includes('/')) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}
