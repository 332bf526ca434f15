/** EventBridge Scheduler as far as one-time schedules go: created once by name, updated as a whole, deleted. */
import {
  json,
  jsonFault,
  jsonLanguage,
  openProvider,
  type Provider,
  type Received,
  type Spoken,
} from './provider-stand-in.ts';

export interface KeptSchedule {
  ScheduleExpression: string;
  ScheduleExpressionTimezone?: string;
  ActionAfterCompletion?: string;
  FlexibleTimeWindow: { Mode: string };
  GroupName: string;
  State?: string;
  Target: { Arn: string; RoleArn: string; Input: string; RetryPolicy?: unknown; DeadLetterConfig?: unknown };
}

export interface Scheduler extends Provider {
  schedules: Map<string, KeptSchedule>;
  /** Runs before each request, so that another may come in between. */
  before: (request: Received) => void;
}

export async function openScheduler(): Promise<Scheduler> {
  const schedules = new Map<string, KeptSchedule>();

  function answer(request: Received): Spoken {
    scheduler.before(request);
    const name = decodeURIComponent(request.path.split('?')[0]!.replace('/schedules/', ''));
    if (request.method === 'GET' && name === '/schedules') return json(page(request.path));
    const isThere = schedules.has(name);
    if (request.method === 'POST' && isThere) return jsonFault('ConflictException', 409);
    if (request.method !== 'POST' && !isThere) return jsonFault('ResourceNotFoundException', 404);
    if (request.method === 'DELETE') {
      schedules.delete(name);
      return json({});
    }
    schedules.set(name, JSON.parse(request.body) as KeptSchedule);
    return json({ ScheduleArn: `arn:aws:scheduler:eu-west-1:1:schedule/waymark/${name}` });
  }

  /** Two at a time: nobody may take the first page for all. */
  function page(path: string) {
    const query = new URL(path, 'http://localhost').searchParams;
    const from = Number(query.get('NextToken') ?? 0);
    const names = [...schedules.keys()];
    const Schedules = names.slice(from, from + 2).map((Name) => ({ Name, GroupName: query.get('ScheduleGroup') }));
    return { Schedules, ...(from + 2 < names.length && { NextToken: String(from + 2) }) };
  }

  const provider = await openProvider(jsonLanguage(answer));
  const scheduler: Scheduler = Object.assign(provider, { schedules, before: () => {} });
  return scheduler;
}
