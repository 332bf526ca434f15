/** Writes XML that stays well formed whatever text an author chose. */

export type Markup = string;

export const element = (name: string, given: Record<string, string | number>, ...inside: Markup[]): Markup =>
  inside.length === 0 ? `<${name}${attributes(given)}/>` : `<${name}${attributes(given)}>${inside.join('')}</${name}>`;

export const attributes = (given: Record<string, string | number>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${text(String(value))}"`)
    .join('');

/** Signs that no XML file may hold are shown as what they are: unreadable. */
export const text = (said: string): Markup =>
  said
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
