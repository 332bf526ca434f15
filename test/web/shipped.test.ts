/** The console draws what the project ships, and the shop speaks to it: neither is made for a made-up journey only. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { titleOf } from '../../lib/language/step-words.ts';
import { branchesOf } from '../../web/console/journey/branches.ts';
import { pictureOf } from '../../web/console/journey/use-picture.ts';
import { loadShipped } from '../support/project.ts';
import { trialView } from './stand-in/trial-activation.ts';

const { compiled } = await loadShipped();
const shop = (name: string) => readFileSync(new URL(`../../web/shop/${name}`, import.meta.url), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe.each(
  (compiled?.versions ?? []).map(({ version }) => ({ name: version.definition.name, graph: version.graph })),
)('the drawing of $name', ({ name, graph }) => {
  const nodes = Object.values(graph.nodes).map((node) => {
    const step = graph.steps[node.id];
    return { node, title: step ? titleOf(step) : node.id };
  });
  const view = { ...trialView, name, start: graph.start, nodes };

  test('has every step, none on top of another, and every arrow between two of them', () => {
    const { drawing } = pictureOf(view);
    for (const { id } of Object.values(graph.nodes)) expect(drawing.places.has(id), id).toBe(true);
    const boxes = [...drawing.places.values()];
    const covering = boxes.filter((a) =>
      boxes.some(
        (b) => a !== b && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
    );
    expect(covering).toEqual([]);
    expect([...drawing.arrows.keys()].sort()).toEqual(
      branchesOf(view)
        .map(({ id }) => id)
        .sort(),
    );
  });
});

describe('the shop', () => {
  const html = shop('signup.html');
  const form = compiled?.forms.find(({ name }) => name === 'trial-signup');

  test('asks for exactly what the form takes, and for consent in the words that are kept as proof', () => {
    const names = all(html, /<(?:input|select)[^>]*? name="([^"]+)"/g);
    const consent = form?.consent.map(({ topic, channel }) => `consent.${topic}.${channel}`) ?? [];
    expect(names).toEqual([...Object.keys(form?.fields ?? {}), ...consent, 'anonymousId']);
    for (const { label } of form?.consent ?? []) expect(html).toContain(label);
    expect(all(html, /<option value="([^"]+)"/g)).toEqual(form?.fields['role']?.choices);
  });

  test('has the page that a plain post is sent on to', () => {
    expect(form?.redirect).toBe('/shop/thanks.html');
    expect(shop('thanks.html')).toContain('Welcome');
  });

  test('tells only events that the project knows, with properties of theirs', () => {
    const events = compiled?.settings.events ?? {};
    for (const page of ['index.html', 'pricing.html', 'pricing-pro.html', 'signup.html', 'thanks.html']) {
      for (const event of all(shop(page), /data-track="([^"]+)"/g)) expect(Object.keys(events)).toContain(event);
      for (const json of all(shop(page), /data-properties='([^']+)'/g)) {
        const properties = JSON.parse(json) as Record<string, unknown>;
        for (const name of Object.keys(properties)) expect(Object.keys(events['order.paid'] ?? {})).toContain(name);
        const types = events['order.paid']?.['productType'];
        expect(typeof types === 'object' && types.choices).toContain(properties['productType']);
      }
    }
  });
});
