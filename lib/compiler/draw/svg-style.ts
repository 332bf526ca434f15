/** Colors and signs of the drawing: one for light pages and one for dark, and a small sign that says what a box does. */
import type { Box } from './picture.ts';

/** Each color by the role it plays, light and dark; plain CSS, since some viewers know no variables. */
const colors: Record<string, [property: string, light: string, dark: string]> = {
  paper: ['fill', '#f7f8f5', '#111614'],
  card: ['fill', '#ffffff', '#1d2521'],
  'card-line': ['stroke', '#c3cbc4', '#3d4a44'],
  rule: ['stroke', '#dde2dc', '#2f3a35'],
  ink: ['fill', '#1a2420', '#e7ece9'],
  soft: ['fill', '#4d5b55', '#aab6b0'],
  faint: ['fill', '#66736d', '#8c9993'],
  arrow: ['stroke', '#97a49c', '#5f7068'],
  head: ['fill', '#97a49c', '#5f7068'],
  dark: ['fill', '#33413b', '#cfd8d3'],
  'on-dark': ['fill', '#ffffff', '#161c19'],
  'on-dark-sign': ['stroke', '#ffffff', '#161c19'],
  detour: ['stroke', '#c4605a', '#c2706a'],
  'detour-ink': ['fill', '#a5312a', '#f0938b'],
  'message-chip': ['fill', '#e5effa', '#1f3347'],
  'message-sign': ['stroke', '#1f5fa8', '#7db6f0'],
  'wait-chip': ['fill', '#faf0d9', '#3a2f12'],
  'wait-sign': ['stroke', '#8a5a00', '#e5b454'],
  'choice-chip': ['fill', '#eeebfb', '#2e2848'],
  'choice-sign': ['stroke', '#5b4bb5', '#b3a7f5'],
  'choice-ink': ['fill', '#5b4bb5', '#b3a7f5'],
  'work-chip': ['fill', '#e3f1ec', '#1f382f'],
  'work-sign': ['stroke', '#1c6b58', '#6cc7ab'],
  'wait-line': ['stroke', '#d9b566', '#7a6228'],
  'choice-line': ['stroke', '#b6ace6', '#574d8c'],
};

const rule = (name: string, property: string, color: string) => `.${name}{${property}:${color}}`;

export const styleSheet = [
  'text{font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}',
  '.title{font-size:19px;font-weight:700}.purpose{font-size:13px}',
  '.kind{font-size:11px}.about{font-size:13.5px;font-weight:600}.detail,.way,.beside{font-size:11.5px}',
  '.label{font-size:11px}.heading{font-size:11px;font-weight:700;letter-spacing:.04em}.number{font-weight:700}.name{font-weight:600}',
  '.arrow,.detour{fill:none;stroke-width:1.6}.detour,.dashed{stroke-dasharray:5 4}',
  '.sign{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}',
  ...Object.entries(colors).map(([name, [property, light]]) => rule(name, property, light)),
  `@media(prefers-color-scheme:dark){${Object.entries(colors)
    .map(([name, [property, , dark]]) => rule(name, property, dark))
    .join('')}}`,
].join('\n');

/** 24 × 24 outlines. */
const signs = {
  envelope: 'M4 6h16v12H4zM4 7l8 6 8-6',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  ear: 'M5 12a7 7 0 0 1 14 0M8.5 12a3.5 3.5 0 0 1 7 0M12 12v.01M12 16v4',
  fork: 'M12 4v5M12 9c0 4-6 3-6 8M12 9c0 4 6 3 6 8M4 15l2 3 2-3M16 15l2 3 2-3',
  pencil: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  person: 'M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20c0-4 3-6 7-6s7 2 7 6',
  gears: 'M5 7h9M18 7h1M16 5v4M5 17h1M10 17h9M8 15v4M5 12h14',
  flag: 'M6 21V4M6 5h11l-2 4 2 4H6',
  sheet: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  onward: 'M4 12h15M13 6l6 6-6 6',
  round: 'M5 12a7 7 0 0 1 12-5l2 2M19 4v5h-5M19 12a7 7 0 0 1-12 5l-2-2M5 20v-5h5',
} as const;

export type Tone = 'message' | 'wait' | 'choice' | 'work' | 'stop';
export interface Look {
  sign: string;
  tone: Tone;
}

const byGroup: Record<string, Look> = {
  message: { sign: signs.envelope, tone: 'message' },
  contact: { sign: signs.pencil, tone: 'work' },
  definition: { sign: signs.sheet, tone: 'work' },
  people: { sign: signs.person, tone: 'work' },
  business: { sign: signs.gears, tone: 'work' },
  flow: { sign: signs.gears, tone: 'choice' },
};
/** Kinds whose nodes look like others do not say enough; one without a line here looks like its group. */
const byKind: Record<string, Look> = {
  'send-sms': { sign: signs.phone, tone: 'message' },
  'send-push': { sign: signs.phone, tone: 'message' },
  'go-to': { sign: signs.onward, tone: 'choice' },
  repeat: { sign: signs.round, tone: 'choice' },
  stop: { sign: signs.flag, tone: 'work' },
};
const byShape: Partial<Record<Box['shape'], Look>> = {
  wait: { sign: signs.clock, tone: 'wait' },
  'wait-for': { sign: signs.ear, tone: 'wait' },
  choose: { sign: signs.fork, tone: 'choice' },
  stop: { sign: signs.flag, tone: 'stop' },
};

export const lookOf = ({ shape, group, sign }: Pick<Box, 'shape' | 'group' | 'sign'>): Look =>
  byShape[shape] ?? byKind[sign] ?? byGroup[group] ?? byGroup['business']!;
