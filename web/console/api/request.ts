/** Speaks with the local stack's operator API, and puts its refusals into one sentence. */

export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function read<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw await refusalIn(response);
  return (await response.json()) as Answer;
}

/** Undefined where the thing asked for is gone. */
export async function readIfThere<Answer>(path: string): Promise<Answer | undefined> {
  try {
    return await read<Answer>(path);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}

export async function order(path: string, body?: object): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await refusalIn(response);
}

async function refusalIn(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json().catch(() => undefined);
  return new Refusal(response.status, sentenceOf(problem) ?? `The local stack answered ${response.status}.`);
}

/** The sentence of a problem document (RFC 9457), where there is one. */
function sentenceOf(problem: unknown): string | undefined {
  if (typeof problem !== 'object' || problem === null) return undefined;
  const { detail, title } = problem as { detail?: unknown; title?: unknown };
  return [detail, title].find((part): part is string => typeof part === 'string' && part !== '');
}
