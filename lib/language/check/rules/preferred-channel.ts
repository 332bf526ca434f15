/** A field that no contact has, or that never names a channel, leaves everybody's wish unread. */
import { channelKinds } from '../../channels/index.ts';
import { unknownField } from './fields.ts';
import type { ProjectRule } from './project-rule.ts';

export const preferredChannelIsField: ProjectRule = ({ settings, settingsReading }) => {
  const { preferredChannel: name, contact } = settings;
  if (name === undefined || !settingsReading) return [];
  const { report } = settingsReading;
  const path = ['preferred-channel'];
  const unknown = unknownField(name, settings, path);
  if (unknown) return [{ report, problem: unknown }];
  const type = contact?.[name];
  const isChannels =
    type === undefined ||
    type === 'text' ||
    (typeof type === 'object' && type.choices.some((choice) => Object.hasOwn(channelKinds, choice)));
  if (isChannels) return [];
  const words = Object.keys(channelKinds).join(', ');
  const message = `\`${name}\` never names a channel.`;
  return [
    { report, problem: { code: 'WM448', message, hint: `Its type is text, or choices such as [${words}].`, path } },
  ];
};
