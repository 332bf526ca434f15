/** A journey in which several triggers become one message, so far apart that no fault changes who comes first. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': settingsFile,
  'templates/comments.email.mjml': emailTemplate('{{ comments.count }} comments'),
  'journeys/commented.yaml': `journey: commented
purpose: Every comment is told of once, with those that came beside it
owner: owner@example.com
topic: news
when:
  - event: post.commented
again: always
exit:
  read: { event: post.read }
steps:
  - digest: comments
    id: comments
    for: 2 hours
    key: event.post
  - update: contact
    set:
      told: "{{ contact.told }}{% for item in comments.items %}{{ item.by }} {% endfor %}({{ comments.count }}) "
  - send-email: comments
`,
};

const scenario = `scenario: comments come together
definition: commented
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }
do:
  - { event: post.commented, data: { post: 7, by: bob } }
cases:
  - case: three on one post, and one behind them
    do:
      - { after: 40 minutes, event: post.commented, data: { post: 7, by: cy } }
      - { after: 40 minutes, event: post.commented, data: { post: 7, by: dee } }
      - { after: 2 hours, event: post.commented, data: { post: 7, by: eve } }
      - { after: 1 day }
  - case: one on another post, then both are read, then one more
    do:
      - { after: 40 minutes, event: post.commented, data: { post: 8, by: cy } }
      - { after: 30 minutes, event: post.read }
      - { after: 30 minutes, event: post.commented, data: { post: 7, by: dee } }
      - { after: 1 day }
`;

export const hardDigests = await compileFiles(files);

export const hardDigestsScenario = scenarioFrom('commented.scenario.yaml', scenario);
