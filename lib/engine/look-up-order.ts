/** Answers what operators ask without changing anything: which runs, which versions, who did what, what happened to whom. */
import type { JsonMap } from '../language/json.ts';
import type { Look } from '../language/operator-orders.ts';
import { allIdsOf, rowsOf } from './family.ts';
import { findContact } from './find-contact.ts';
import { listGivenUp } from './given-up.ts';
import { listIntakes } from './list-intakes.ts';
import { listRuns } from './list-runs.ts';
import type { AuditEntry, EnginePorts } from './ports.ts';
import { unknownDefinition } from './unknown-names.ts';

const MOST_LISTED = 200;
const A_YEAR_MS = 365 * 86_400_000;

export async function lookUp(order: Look, ports: EnginePorts): Promise<JsonMap> {
  const now = ports.clock.now();
  switch (order.does) {
    case 'runs': {
      const { definition, status, most = MOST_LISTED } = order;
      if (definition !== undefined && !(await ports.registry.definition(definition)))
        throw unknownDefinition(definition);
      return { runs: (await listRuns({ definition, status, most }, ports)) as unknown as JsonMap[] };
    }
    case 'versions': {
      const [live, versions] = await Promise.all([
        ports.registry.definition(order.definition),
        ports.registry.versions(order.definition),
      ]);
      if (!live) throw unknownDefinition(order.definition);
      const over = versions.find(({ hash }) => hash === live.over)?.number;
      const shown = versions.map(({ machine: _, ...version }) => ({
        ...version,
        isLive: version.hash === live.version,
      }));
      return { versions: shown as unknown as JsonMap[], ...(over !== undefined && { over }) };
    }
    case 'audit': {
      const { definition, contact, most = MOST_LISTED } = order;
      const since = order.since ?? new Date(Date.parse(now) - A_YEAR_MS).toISOString();
      const id = contact === undefined ? undefined : await findContact(contact, ports).catch(() => contact);
      const keeps = (entry: AuditEntry) =>
        (definition === undefined || entry.definition === definition) && (id === undefined || entry.contact === id);
      const entries = await ports.audit.list({ since, until: now, atMost: most, keeps });
      return { entries: entries as unknown as JsonMap[] };
    }
    case 'dead-letters': {
      const atMost = order.most ?? MOST_LISTED;
      return { letters: (await listGivenUp({ function: order.function, atMost }, ports)) as unknown as JsonMap[] };
    }
    case 'intakes': {
      const { definition, most = MOST_LISTED } = order;
      return { intakes: (await listIntakes({ definition, most }, ports)) as unknown as JsonMap[] };
    }
    case 'why': {
      const { contact, definition, step } = order;
      const rows = await rowsOf(await allIdsOf(contact, ports), ports);
      const asked = rows.filter(
        (row) =>
          (definition === undefined || row.definition === definition) &&
          (step === undefined || row.step === step || row.kind === 'decided'),
      );
      return { contact, lines: asked as unknown as JsonMap[] };
    }
  }
}
