/** A workflow that tells other systems again and again, and what they answer: late, never, or that they are gone. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': settingsFile,
  'workflows/ship.yaml': `workflow: ship
purpose: Whoever packs, whoever sends and whoever answers questions is told of each order
owner: owner@example.com
when:
  - event: order.placed
per: event.orderId
steps:
  - call-webhook: https://store.example.com/orders
    id: pack
    body: { order: { from: event.orderId }, to: "{{ contact.email }}" }
  - update: contact
    set: { stage: "{{ pack.body.place }}" }
  - repeat: 2 times
    every: 1 day
    steps:
      - call-webhook: https://carrier.example.com/asks
        id: ask
        body: { order: { from: event.orderId }, place: { from: pack.body.place } }
  - call-webhook: https://desk.example.com/shipped
    id: desk
    on-error: go-to lost
  - stop: sent
  - update: contact
    id: lost
    set: { stage: lost }
`,
};

const scenario = `scenario: other systems are told
definition: ship
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }
webhooks:
  - { step: pack, answers: [503, { status: 201, body: { place: B4 } }] }
do:
  - { event: order.placed, data: { orderId: A } }
cases:
  - case: both are told, in the end
    do:
      - { after: 3 days }
  - case: the desk is gone, and is not told of the next order
    webhooks:
      - { step: desk, answers: [410] }
    do:
      - { after: 26 hours, event: order.placed, data: { orderId: B } }
      - { after: 3 days }
`;

export const hardCalls = await compileFiles(files);

export const hardCallsScenario = scenarioFrom('ship.scenario.yaml', scenario);
