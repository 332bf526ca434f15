/** The picture shows the whole definition, whatever its author wrote: a way that is not drawn is a way nobody reviews. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawMermaid } from '../../../lib/compiler/draw/mermaid.ts';
import { FAILED, type Picture, pictureOf, START } from '../../../lib/compiler/draw/picture.ts';
import { drawSvg } from '../../../lib/compiler/draw/svg.ts';
import { buildGraph, targetsOf } from '../../../lib/compiler/graph.ts';
import { checkText } from '../../../lib/language/check/check-definition.ts';
import type { CheckedDefinition } from '../../../lib/language/definition.ts';
import { END } from '../../../lib/language/graph.ts';
import { anyText } from '../../support/any-text.ts';
import { aDefinition, checkGenerated } from '../../support/generate-definitions.ts';
import { checkShipped } from '../../support/project.ts';
import { readMermaid } from '../../support/read-mermaid.ts';
import { allOf, parseXml, type XmlElement } from '../../support/strict-xml.ts';

const drawn = (definition: CheckedDefinition) => {
  const graph = buildGraph(definition);
  return { graph, picture: pictureOf(definition, graph) };
};
const pairs = (edges: readonly { from?: string; to?: string }[]) =>
  edges.map(({ from, to }) => `${from} → ${to}`).sort();
const attribute = (elements: XmlElement[], name: string) =>
  elements.flatMap(({ attributes }) => (attributes[name] === undefined ? [] : [attributes[name]]));

function inSvg(picture: Picture) {
  const all = allOf(parseXml(drawSvg(picture)));
  const arrows = all.filter(({ attributes }) => attributes['data-from'] !== undefined);
  return {
    nodes: attribute(all, 'data-node'),
    edges: pairs(arrows.map(({ attributes }) => ({ from: attributes['data-from'], to: attributes['data-to'] }))),
    texts: all.filter(({ name }) => name === 'title' || name === 'text').map(({ text }) => text),
  };
}

function inMermaid(picture: Picture) {
  const { nodes, edges } = readMermaid(drawMermaid(picture));
  const idOf = (own: string) => picture.boxes[Number(own.slice(1))]?.id;
  return {
    nodes: [...nodes.keys()].flatMap((own) => idOf(own.replace('b', 'x')) ?? []),
    edges: pairs(edges.map(({ from, to }) => ({ from: idOf(from), to: idOf(to) }))),
    labels: [...nodes.values()],
  };
}

function expectWhole(definition: CheckedDefinition) {
  const { graph, picture } = drawn(definition);
  const ways = Object.values(graph.nodes).flatMap((node) => targetsOf(node).map((to) => ({ from: node.id, to })));
  for (const { nodes, edges } of [inSvg(picture), inMermaid(picture)]) {
    expect(nodes).toEqual(expect.arrayContaining([START, ...Object.keys(graph.nodes)]));
    expect(nodes.filter((id) => !graph.nodes[id] && ![START, END, FAILED].includes(id))).toEqual([]);
    expect(edges).toEqual(expect.arrayContaining(pairs([{ from: START, to: graph.start }, ...ways])));
    expect(edges).toEqual(pairs(picture.arrows));
  }
}

test('every step and every way of the shipped definitions is in both pictures', async () => {
  const { definitions } = await checkShipped();

  expect(definitions.length).toBeGreaterThan(2);
  for (const definition of definitions) expectWhole(definition);
});

test('every step and every way of any definition is in both pictures', () => {
  fc.assert(
    fc.property(aDefinition({ mostSteps: 12 }), (generated) => expectWhole(checkGenerated(generated))),
    { numRuns: 40 },
  );
});

test('what an author reads is in the words they wrote', () => {
  const { definition } = checkText(
    `journey: example
purpose: Say it as it was said
owner: team@acme.example
topic: product-tips
when:
  - form: sign-up
  - event: order.paid
    where: { total: { above: 100 } }
if: { field: plan, is: trial }
again: after 90 days
goals: { bought: { event: order.paid, by: 14 days } }
exit: { gone: { segment: former } }
on-error: go-to bye
steps:
  - send-email: welcome
    on-error: go-to nudge
  - wait-for: { clicked: welcome }
    up-to: 3 days
    else:
      - send-sms: nudge
        only-if: { not: { field: plan, is: gold } }
  - send-email: goodbye
    id: bye
    on-error: stop
  - stop: finished
`,
    'journeys/example.yaml',
  );
  const { picture } = drawn(definition!);
  const { nodes, edges } = readMermaid(drawMermaid(picture));

  expect([...nodes].map(([id, lines]) => `${id} ${lines.join(' / ')}`)).toEqual([
    'n0 starts',
    'n1 send-email: welcome',
    'n2 wait-for: clicked welcome / up to 3 days',
    'n3 send-email: goodbye',
    'n4 stop: finished',
    'n5 only-if: not field plan is gold',
    'n6 send-sms: nudge',
    'n7 a step has failed',
    'b0 Starts: / form sign-up / event order.paid where total above 100',
    'b1 For whom: / field plan is trial',
    'b2 Again: / after 90 days',
    'b3 Goals: / bought: event order.paid, by 14 days',
    'b4 Exits: / gone: segment former',
  ]);
  expect(edges.map(({ from, to, label }) => [from, label, to].filter(Boolean).join(' '))).toEqual([
    'n0 n1',
    'n1 n2',
    'n2 happened n3',
    'n2 limit n5',
    'n3 n4',
    'n5 then n6',
    'n5 else n3',
    'n6 n3',
    'n7 n3',
    'n1 error n5',
  ]);
});

describe('whatever text an author writes', () => {
  const text = fc.oneof(
    anyText({ maxLength: 60 }),
    fc.constantFrom(
      'end',
      '"]:::x',
      '</text><script>',
      'style a:#fff;',
      '`**bold**`',
      '1. list',
      '- list',
      '%% note',
      '日本語 ✂️',
      '#quot;',
      '&amp;',
      ']]>',
      'classDef x:"#1;',
    ),
  );
  const picture: fc.Arbitrary<Picture> = fc.array(text, { minLength: 12, maxLength: 12 }).map((words) => ({
    kind: 'journey',
    name: words[0]!,
    purpose: words[1]!,
    boxes: [
      {
        id: 'a',
        shape: 'work',
        group: 'message',
        sign: '',
        kind: `k${words[2]}`,
        about: words[3]!,
        detail: words[4]!,
        ways: [],
      },
      {
        id: 'b',
        shape: 'choose',
        group: 'flow',
        sign: '',
        kind: 'decide',
        about: '',
        detail: '',
        ways: [words[5]!, words[6]!],
      },
    ],
    arrows: [{ from: 'a', to: 'b', label: `l${words[7]}`, isDetour: false }],
    beside: [{ heading: words[8]!, lines: [{ said: words[9]! }, { name: words[10]!, said: words[11]! }] }],
  }));
  // Blanks of every kind become one; signs that no file may hold are shown as unreadable.
  const plain = (said: string) => said.replaceAll(/\s/g, ' ');

  test('stays text in Mermaid, letter by letter', () => {
    fc.assert(
      fc.property(picture, (drawing) => {
        const { nodes, edges } = readMermaid(drawMermaid(drawing));
        const [a, b] = drawing.boxes;
        expect(nodes.get('n0')).toEqual(
          [a!.about ? `${a!.kind}: ${a!.about}` : a!.kind, a!.detail].filter(Boolean).map(plain),
        );
        expect(nodes.get('n1')).toEqual(['decide', ...b!.ways.map((way, index) => plain(`${index + 1}: ${way}`))]);
        expect(edges[0]!.label).toBe(plain(drawing.arrows[0]!.label));
      }),
    );
  });

  test('stays text in the SVG, which any strict reader of XML accepts', () => {
    fc.assert(
      fc.property(picture, (drawing) => {
        const { texts, nodes } = inSvg(drawing);
        expect(nodes).toEqual(['a', 'b']);
        // Signs that XML forbids are shown as unreadable ones.
        const readable = (said: string) => said.replaceAll(/[\p{C}\uFFFD]/gu, '');
        expect(texts.some((one) => readable(one).startsWith(readable(drawing.boxes[0]!.kind)))).toBe(true);
      }),
    );
  });
});
