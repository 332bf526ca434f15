/** A small picture for each kind of step, so that a drawing can be read from across the desk. */
import type { GraphNode } from '../../../lib/language/graph.ts';

/** 24 × 24 outlines. */
const pictures = {
  envelope: 'M4 6h16v12H4z M4 7l8 6 8-6',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M11 18h2',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8v4l3 2',
  ear: 'M5 12a7 7 0 0 1 14 0 M8.5 12a3.5 3.5 0 0 1 7 0 M12 12v0 M12 16v4',
  fork: 'M12 4v5 M12 9c0 4-6 3-6 8 M12 9c0 4 6 3 6 8 M4 15l2 3 2-3 M16 15l2 3 2-3',
  pencil: 'M5 19l1-4L16 5l3 3L9 18z M14 7l3 3',
  tag: 'M4 5h7l9 9-6 6-9-9z M8.5 8.5v0',
  person: 'M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z M5 20c0-4 3-6 7-6s7 2 7 6',
  gear: 'M5 7h9 M18 7h1 M16 5v4 M5 17h1 M10 17h9 M8 15v4 M5 12h14',
  flag: 'M6 21V4 M6 5h11l-2 4 2 4H6',
} as const;

export type Tone = 'message' | 'wait' | 'choice' | 'work' | 'stop';
interface Look {
  picture: keyof typeof pictures;
  tone: Tone;
}

/** A kind without a line here looks like others that do the same. */
const looks: Record<string, Look> = {
  'send-email': { picture: 'envelope', tone: 'message' },
  'send-sms': { picture: 'phone', tone: 'message' },
  update: { picture: 'pencil', tone: 'work' },
  'add-to-segment': { picture: 'tag', tone: 'work' },
  'remove-from-segment': { picture: 'tag', tone: 'work' },
  alert: { picture: 'person', tone: 'work' },
  'ask-approval': { picture: 'person', tone: 'work' },
  'assign-follow-up': { picture: 'person', tone: 'work' },
  escalate: { picture: 'person', tone: 'work' },
  manual: { picture: 'person', tone: 'work' },
  'wait-for': { picture: 'ear', tone: 'wait' },
};
const looksByDoing: Record<GraphNode['does'], Look> = {
  work: { picture: 'gear', tone: 'work' },
  wait: { picture: 'clock', tone: 'wait' },
  'wait-for': { picture: 'ear', tone: 'wait' },
  choose: { picture: 'fork', tone: 'choice' },
  pass: { picture: 'fork', tone: 'choice' },
  stop: { picture: 'flag', tone: 'stop' },
};

export const lookOf = (kind: string, does: GraphNode['does']): Look => looks[kind] ?? looksByDoing[does];

export function KindIcon({ look }: { look: Look }) {
  return (
    <span className={`kind-icon tone-${look.tone}`} aria-hidden="true">
      <svg viewBox="0 0 24 24" role="presentation">
        <path d={pictures[look.picture]} />
      </svg>
    </span>
  );
}
