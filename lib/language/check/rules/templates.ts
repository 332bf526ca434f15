/** A message needs its template, on its own channel: without one nothing could be sent. */
import type { StepRule } from '../known.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

const endings: Record<string, string> = { email: 'email.mjml', sms: 'sms.txt', push: 'push.txt' };

export const templateExists: StepRule = ({ item, path, refersTo }, _definition, { templates }) => {
  if (!templates) return [];
  return refersTo.flatMap(({ kind, name, channel, at }) => {
    if (kind !== 'template') return [];
    const channels = templates.get(name);
    if (channels && (channel === undefined || channels.has(channel))) return [];
    const place = pathTo(item, path, at);
    const file = `\`templates/${name}.${endings[channel ?? ''] ?? channel}\``;
    if (channels === undefined) {
      const wayOut = `A new one is written in ${file}.`;
      return [unknownName({ code: 'WM207', what: 'template', name, known: templates.keys(), path: place, wayOut })];
    }
    const message = `The template \`${name}\` is written for ${[...channels].join(' and ')}, not for ${channel}.`;
    return [{ code: 'WM208', message, hint: `Write ${file} as well, or name another template.`, path: place }];
  });
};
