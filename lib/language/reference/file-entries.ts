/** What stands in each kind of file, key by key, and how the channels differ. */
import { channelKinds } from '../channels/index.ts';
import type { ChannelKind } from '../define-channel.ts';
import type { EditorRegistry } from '../editor/registry.ts';
import type { Entry } from './entry.ts';
import { fieldsOf, type Shape, schemaOf } from './fields.ts';

export const fileEntries = ({ files, settings }: EditorRegistry): Entry[] => [
  ...Object.entries(files).map(([name, shape]) => fileEntry(name, `A file that begins with \`${name}:\`.`, shape)),
  fileEntry('waymark.yaml', 'What holds for the whole project.', settings),
];

const fileEntry = (name: string, says: string, shape: Shape): Entry => ({
  what: 'file',
  name,
  group: 'Files',
  says,
  fields: fieldsOf(shape),
  facts: [],
  schema: schemaOf(shape, name, says),
});

/** Lists that only one kind of file has: what happens in a scenario, and what must be seen. */
export function lineEntries({ items }: EditorRegistry): Entry[] {
  const known = new Set(['step', 'condition', 'trigger', 'goal']);
  return items
    .filter(({ name }) => !known.has(name))
    .flatMap(({ name: list, kinds }) =>
      kinds.map(({ kind, says, head, options }): Entry => {
        const own = { [kind]: head, ...options.shape };
        const group = list === 'doing' ? 'Scenarios: what happens' : 'Scenarios: what must be seen';
        return {
          what: 'line',
          name: kind,
          group,
          says,
          fields: fieldsOf(own),
          facts: [],
          schema: schemaOf(own, kind, says),
        };
      }),
    );
}

export const channelEntries = (): Entry[] => (Object.values(channelKinds) as ChannelKind[]).map(channelEntry);

const channelEntry = ({ kind, lawfulHours, holdsUnknownZone }: ChannelKind): Entry => ({
  what: 'channel',
  name: kind,
  group: 'Channels',
  says: lawfulHours
    ? `Goes out between ${lawfulHours.from} and ${lawfulHours.to} where the contact is, whatever the project says.`
    : 'Goes out at any hour, unless the project has quiet hours.',
  fields: [],
  facts: [
    {
      title: 'A contact whose zone is unknown',
      says: holdsUnknownZone ? 'is held back: a guessed zone wakes people up' : "is taken to be in the project's zone",
    },
  ],
  schema: {},
});
