/** Says no in a way that a person and a program can read (RFC 9457). */

export interface ProblemFacts {
  title: string;
  detail?: string;
  field?: string;
}

export function problem(status: number, facts: ProblemFacts): Response {
  const body = JSON.stringify({ type: 'about:blank', status, ...facts });
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json' } });
}
