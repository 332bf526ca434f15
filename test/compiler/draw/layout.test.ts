/** Nothing in the picture covers anything else, and no text leaves its box: it is read on paper, where nobody can zoom. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sized } from '../../../lib/compiler/draw/box-size.ts';
import { layOut, type PlacedBox } from '../../../lib/compiler/draw/layout.ts';
import { widthOf, wrapped } from '../../../lib/compiler/draw/measure.ts';
import { pictureOf } from '../../../lib/compiler/draw/picture.ts';
import { drawSvg } from '../../../lib/compiler/draw/svg.ts';
import { buildGraph } from '../../../lib/compiler/graph.ts';
import { aDefinition, checkGenerated } from '../../support/generate-definitions.ts';
import { checkShipped } from '../../support/project.ts';

const overlaps = (a: PlacedBox, b: PlacedBox) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('boxes stand apart, inside the drawing, and hold their words', () => {
  fc.assert(
    fc.property(aDefinition({ mostSteps: 15 }), (generated) => {
      const definition = checkGenerated(generated);
      const picture = pictureOf(definition, buildGraph(definition));
      const { boxes, width, height, arrows } = layOut(picture.boxes.map(sized), picture.arrows);

      for (const [index, box] of boxes.entries()) {
        expect(boxes.slice(index + 1).filter((other) => overlaps(box, other))).toEqual([]);
        expect(Math.min(box.x, box.y)).toBeGreaterThan(-0.5);
        expect(box.x + box.width).toBeLessThan(width + 0.5);
        expect(box.y + box.height).toBeLessThan(height + 0.5);
        for (const row of box.rows) expect(row.y).toBeLessThan(box.height);
      }
      for (const { points } of arrows) expect(points.length).toBeGreaterThan(1);
    }),
    { numRuns: 40 },
  );
});

test('lines are never wider than asked for, and never lose a word while there is room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const lines = wrapped(text, 12, 120, 99);
      for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(120);
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      expect(wrapped(text, 12, 120, 2).length).toBeLessThanOrEqual(2);
    }),
  );
});

test('the same definition is drawn in the same bytes', async () => {
  const { definitions, segments } = await checkShipped();
  expect(definitions.length).toBeGreaterThan(2);
  for (const definition of definitions) {
    const draw = () => drawSvg(pictureOf(definition, buildGraph(definition, segments, definitions)));
    expect(draw()).toBe(draw());
  }
});

test('the branch that is written first stands on the left', async () => {
  const { definitions, segments } = await checkShipped();
  const definition = definitions.find(({ name }) => name === 'trial-activation')!;
  const picture = pictureOf(definition, buildGraph(definition, segments, definitions));
  const { boxes } = layOut(picture.boxes.map(sized), picture.arrows);
  const xOf = (id: string) => boxes.find((box) => box.id === id)!.x;

  expect(xOf('add-to-segment-engaged-trials')).toBeLessThan(xOf('send-email-trial-help'));
  expect(xOf('run-workflow-lead-follow-up')).toBeLessThan(xOf('send-email-api-quickstart'));
  expect(xOf('send-email-api-quickstart')).toBeLessThan(xOf('send-email-case-study'));
});
