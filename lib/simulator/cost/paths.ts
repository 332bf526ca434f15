/** The ways a contact may go through a definition, and how many of all contacts go each: each of them has a price of its own. */
import {
  type ChooseNode,
  END,
  type Graph,
  type GraphNode,
  stepOf,
  type Target,
  type WaitForNode,
} from '../../language/graph.ts';
import { WHOLE } from '../../language/share.ts';
import { waysOut, wordOfCase, wordOtherwise } from '../../language/ways-out.ts';

export interface Path {
  /** Node that decides → which of its ways out, in the order of `waysOut`. */
  ways: Record<Target, number>;
  /** Of all contacts, from 0 to 1. */
  share: number;
  /** `wait-for happened · decide 2`; empty where nothing is decided. */
  says: string;
}

/** Step → how many of those who come to it go its first way, from 0 to 1; left out: every way is as likely. */
export type Shares = Record<string, number>;

/** Those that most contacts go; the rest of a definition with very many decisions is left out. */
const MOST_PATHS = 64;
const MOST_TRIED = 20_000;

export function pathsOf(graph: Graph, shares: Shares = {}): { paths: Path[]; leftOut: number } {
  const found: Path[] = [];
  let tried = 0;

  function walk(here: Target, path: Path, rounds: ReadonlySet<Target>): void {
    const node = graph.nodes[here];
    if (++tried > MOST_TRIED) return;
    if (here === END || !node || node.does === 'stop') {
      found.push(path);
      return;
    }
    if (!isDeciding(node)) {
      const next = node.does === 'work' ? (node.onward ?? Object.values(node.edges)[0] ?? END) : node.next;
      walk(next, path, rounds);
      return;
    }
    if (isCounted(node)) {
      const isOver = rounds.has(here);
      walk(isOver ? node.otherwise : node.cases[0]!.to, path, new Set([...rounds, here]));
      return;
    }
    const decided = path.ways[here];
    if (decided !== undefined) {
      // Decided the same way each time, the contact would go round for ever; but for rounds, which come to an end.
      const isInRounds = rounds.size > 0 && !rounds.has(here);
      if (isInRounds) walk(waysOut(node)[decided]![1], path, new Set([...rounds, here]));
      return;
    }
    for (const [way, share] of weightsOf(node, shares[stepOf(here)]).entries()) {
      if (share === 0) continue;
      const says = [path.says, sayWay(node, way)].filter(Boolean).join(' · ');
      const target = waysOut(node)[way]![1];
      walk(target, { ways: { ...path.ways, [here]: way }, share: path.share * share, says }, rounds);
    }
  }

  walk(graph.start, { ways: {}, share: 1, says: '' }, new Set());
  const paths = found.toSorted((a, b) => b.share - a.share).slice(0, MOST_PATHS);
  const kept = paths.reduce((sum, { share }) => sum + share, 0);
  return { paths: paths.map((path) => ({ ...path, share: path.share / kept })), leftOut: found.length - paths.length };
}

const isDeciding = (node: GraphNode): node is ChooseNode | WaitForNode =>
  node.does === 'choose' || node.does === 'wait-for';

/** Rounds are walked, not decided. */
const isCounted = (node: GraphNode): node is ChooseNode =>
  node.does === 'choose' && node.cases.some(({ rounds }) => rounds !== undefined);

function weightsOf(node: ChooseNode | WaitForNode, first: number | undefined): number[] {
  const count = waysOut(node).length;
  if (node.does === 'choose' && node.cases[0]?.share) {
    const parts = node.cases.map(({ share }) => (share ? (share.to - share.from) / WHOLE : 0));
    return [...parts, Math.max(0, 1 - parts.reduce((sum, one) => sum + one, 0))].map((one) => (one < 1e-9 ? 0 : one));
  }
  const rest = (1 - (first ?? 1 / count)) / (count - 1);
  return Array.from({ length: count }, (_, way) => (way === 0 ? (first ?? 1 / count) : rest));
}

function sayWay(node: ChooseNode | WaitForNode, way: number): string {
  if (node.does === 'wait-for') return `${stepOf(node.id)} ${way === 0 ? 'happened' : 'limit'}`;
  const { guards } = node;
  if (guards) return way === 0 ? '' : `${guards} passed over`;
  return `${stepOf(node.id)} ${way < node.cases.length ? wordOfCase(node, way) : wordOtherwise(node)}`;
}
