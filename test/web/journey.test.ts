/** What an operator reads off a drawing: ways out, places, and who moved along them. */
import { describe, expect, test } from 'vitest';
import { branchesOf, START } from '../../web/console/journey/branches.ts';
import { curveThrough } from '../../web/console/journey/curve.ts';
import { boxesOf } from '../../web/console/journey/flow-parts.ts';
import { type Counts, type Moved, movesBetween } from '../../web/console/journey/moves.ts';
import { showMoves } from '../../web/console/journey/show-moves.ts';
import { wordsForStep } from '../../web/console/journey/step-words.ts';
import { intoView } from '../../web/console/journey/use-camera.ts';
import { pictureOf } from '../../web/console/journey/use-picture.ts';
import { chapters } from './stand-in/story.ts';
import { followUpView, trialView } from './stand-in/trial-activation.ts';

const branches = branchesOf(trialView);
const labelOf = (from: string, to: string) => branches.find((one) => one.from === from && one.to === to)?.label;

describe('the arrows of a drawing', () => {
  test('carry the outcomes that decide where a contact goes', () => {
    expect(labelOf('wait-for', 'add-to-segment-engaged-trials')).toBe('happened');
    expect(labelOf('wait-for', 'send-email-trial-help')).toBe('limit');
    expect(labelOf('decide', 'run-workflow-assign-sales-follow-up')).toBe('1');
    expect(labelOf('decide', 'send-email-api-quickstart')).toBe('2');
    expect(labelOf('decide', 'send-sms-call-offer')).toBe('else');
  });

  test('carry no words where every outcome leads the contact on to the same step', () => {
    expect(labelOf('send-email-trial-welcome', 'wait-for')).toBe('');
    expect(labelOf('wait-until-09-00', 'decide')).toBe('');
  });

  test('say then and else for a question with one condition', () => {
    const asked = branchesOf({
      start: 'if',
      nodes: [
        {
          node: {
            does: 'choose',
            id: 'if',
            cases: [{ fact: 'if', if: [{ kind: 'field', head: 'plan', is: 'gold' }], to: 'stop-a' }],
            otherwise: 'end',
          },
          title: 'if',
        },
        { node: { does: 'stop', id: 'stop-a', outcome: 'a' }, title: 'stop: a' },
      ],
    });
    expect(asked.map(({ from, to, label }) => [from, to, label])).toEqual([
      [START, 'if', ''],
      ['if', 'stop-a', 'then'],
      ['if', 'end', 'else'],
    ]);
  });
});

describe('a drawing', () => {
  const { drawing } = pictureOf(trialView);
  const boxes = [...drawing.places.values()];

  test('puts no step on top of another', () => {
    const covering = boxes.filter((a) =>
      boxes.some(
        (b) => a !== b && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
    );
    expect(covering).toEqual([]);
  });

  test('shows the ways out from left to right in the order in which the author wrote them', () => {
    const xOf = (id: string) => drawing.places.get(id)?.x ?? Number.NaN;
    expect(xOf('add-to-segment-engaged-trials')).toBeLessThan(xOf('send-email-trial-help'));
    expect(xOf('run-workflow-assign-sales-follow-up')).toBeLessThan(xOf('send-email-api-quickstart'));
    expect(xOf('send-email-api-quickstart')).toBeLessThan(xOf('send-sms-call-offer'));
  });

  test('lets every arrow leave the lower and reach the upper side of a step', () => {
    for (const { id, from, to } of branches) {
      const points = drawing.arrows.get(id)?.points ?? [];
      const [start, end] = [drawing.places.get(from), drawing.places.get(to)];
      expect(points[0]?.y, id).toBe(start && start.y + start.height);
      expect(points.at(-1)?.y, id).toBe(end?.y);
    }
  });

  test('has a box for every step, and the contact in the one where she waits', () => {
    const view = chapters[1]?.definitions[0] ?? trialView;
    const boxes = boxesOf(view, pictureOf(view), { select: () => undefined });
    expect(boxes.map(({ id }) => id)).toEqual([...view.nodes.map(({ node }) => node.id), START]);
    const occupied = boxes.filter(({ data }) => 'here' in data && data.here > 0);
    expect(occupied.map(({ id }) => id)).toEqual(['wait-for']);
  });

  test('also draws a definition in which contacts go round, and one that ends without a stop', () => {
    const loop = pictureOf({
      ...followUpView,
      start: 'a',
      nodes: [
        { node: { does: 'wait', id: 'a', next: 'b' }, title: 'wait: 1 day' },
        { node: { does: 'work', id: 'b', task: 'run-step', edges: { done: 'a', other: 'end' } }, title: 'update' },
      ],
    });
    expect([...loop.drawing.places.keys()]).toEqual([START, 'a', 'b', 'end']);
    expect([...loop.drawing.arrows.keys()]).toEqual([`${START}→a`, 'a→b', 'b→a', 'b→end']);
  });

  test('draws an arrow as one line through all its points', () => {
    expect(
      curveThrough([
        { x: 0, y: 0 },
        { x: 10, y: 20 },
      ]),
    ).toBe('M 0 0 C 0 10 10 10 10 20');
    expect(curveThrough([])).toBe('');
  });

  test('is pushed no further than needed to show where a contact arrived', () => {
    expect(intoView(100, 50, 600)).toBe(0);
    expect(intoView(590, 50, 600)).toBe(-68);
    expect(intoView(-40, 50, 600)).toBe(68);
  });
});

describe('a step', () => {
  test('is named as its author wrote it, the kind above what it is about', () => {
    const words = trialView.nodes.map(wordsForStep);
    expect(words[0]).toEqual({ kind: 'send-email', about: 'trial-welcome', ways: [] });
    expect(words[1]).toEqual({ kind: 'wait-for', about: 'clicked trial-welcome', ways: [] });
    expect(words[4]).toEqual({ kind: 'wait-until', about: '09:00', ways: [] });
  });

  test('that decides shows each question in words', () => {
    const decide = trialView.nodes.find(({ node }) => node.id === 'decide');
    expect(decide && wordsForStep(decide).ways).toEqual(['page /pricing* within 7 days', 'field role is developer']);
  });

  test('shows a question made of others with all its parts', () => {
    const words = wordsForStep({
      title: 'if',
      node: {
        does: 'choose',
        id: 'if',
        cases: [
          {
            fact: 'if',
            if: [
              {
                kind: 'any',
                head: [
                  { kind: 'field', head: 'plan', in: ['gold', 'pro'] },
                  { kind: 'segment', head: 'vip' },
                ],
              },
              { kind: 'not', head: { kind: 'event', head: 'order.paid', where: { total: { above: 100 } } } },
            ],
            to: 'end',
          },
        ],
        otherwise: 'end',
      },
    });
    expect(words.about).toBe('field plan in gold, pro or segment vip and not event order.paid (total above 100)');
  });
});

describe('the dots', () => {
  type Look = Partial<Counts>;
  const counts = (look: Look): Counts => ({ entered: 0, ended: 0, here: {}, passed: {}, ...look });
  const waysOf = ({ moves }: Moved) => moves.map(({ branch, stage }) => `${stage} ${branch.id}`);
  const waysBetween = (before: number, after: number) => {
    const [from, to] = [chapters[before]?.definitions[0], chapters[after]?.definitions[0]];
    if (!from || !to) throw new Error('no such chapter');
    return waysOf(movesBetween(from, to, branches));
  };
  const waiting = counts({ entered: 1, here: { 'wait-for': 1 }, passed: { 'send-email-trial-welcome': 1 } });

  test('follow a contact who enters, gets the welcome mail and waits', () => {
    expect(waysBetween(0, 1)).toEqual([`0 ${START}→send-email-trial-welcome`, '1 send-email-trial-welcome→wait-for']);
  });

  test('take the way of the limit for a contact who did not click', () => {
    expect(waysBetween(2, 3)).toEqual(['0 wait-for→send-email-trial-help', '1 send-email-trial-help→wait-until-09-00']);
  });

  test('go through a decision that counts nobody', () => {
    expect(waysBetween(3, 4)).toEqual([
      '0 wait-until-09-00→decide',
      '1 decide→send-sms-call-offer',
      '2 send-sms-call-offer→stop-finished',
    ]);
  });

  test('reach the stop of a contact whose run ended, even if waits and stops count nobody', () => {
    const before = counts({ entered: 1, here: { 'wait-until-09-00': 1 } });
    const after = counts({ entered: 1, ended: 1, passed: { 'send-email-api-quickstart': 1 } });
    expect(waysOf(movesBetween(before, after, branches))).toEqual([
      '0 wait-until-09-00→decide',
      '1 decide→send-email-api-quickstart',
      '2 send-email-api-quickstart→stop-finished',
    ]);
  });

  test('show a contact who was seen nowhere for a moment, once they arrive', () => {
    const first = movesBetween(counts({}), counts({ entered: 1 }), branches);
    expect(first.moves).toEqual([]);
    const second = movesBetween(counts({ entered: 1 }), waiting, branches, first.onTheWay);
    expect(waysOf(second)).toEqual([`0 ${START}→send-email-trial-welcome`, '1 send-email-trial-welcome→wait-for']);
    expect(second.onTheWay.size).toBe(0);
  });

  test('finish their way before the same contact is seen to go on', () => {
    const [first, second] = branches;
    if (!first || !second) throw new Error('no arrows');
    const shown = showMoves([], [{ branch: first, stage: 0 }], 1, 1_000);
    expect(shown).toMatchObject([{ delayMs: 0, durationMs: 750, endsMs: 1_750 }]);
    const next = showMoves(shown, [{ branch: second, stage: 0 }], 2, 1_300);
    expect(next.map(({ delayMs, endsMs }) => [delayMs, endsMs])).toEqual([
      [0, 1_750],
      [450, 2_500],
    ]);
    expect(next[0]).toBe(shown[0]);
    expect(showMoves(next, [], 3, 2_600)).toEqual([]);
  });

  test('never lag far behind where people are now', () => {
    const moves = branches.map((branch, stage) => ({ branch, stage }));
    const long = showMoves([], moves, 1, 0);
    expect(long.at(-1)?.endsMs).toBeLessThanOrEqual(3_600);
    const cut = showMoves(long, moves.slice(0, 1), 2, 100);
    expect(cut.map(({ delayMs }) => delayMs)).toEqual([0]);
  });

  test('stand still when nobody moved, and when everybody was forgotten', () => {
    expect(waysBetween(1, 2)).toEqual([]);
    expect(waysBetween(4, 0)).toEqual([]);
  });

  test('stay away when a contact leaves by an exit, since no arrow was taken', () => {
    expect(waysOf(movesBetween(waiting, { ...waiting, here: {} }, branches))).toEqual([]);
    expect(waysOf(movesBetween(waiting, { ...waiting, here: {}, ended: 1 }, branches))).toEqual([]);
  });

  test('do not mistake a contact who left by an exit for the next one who moves', () => {
    const left = { ...waiting, here: {}, ended: 1 };
    const { onTheWay } = movesBetween(waiting, { ...waiting, here: {} }, branches);
    const next = movesBetween({ ...waiting, here: {} }, left, branches, onTheWay);
    expect(next.moves).toEqual([]);
    expect(next.onTheWay.size).toBe(0);
  });
});
