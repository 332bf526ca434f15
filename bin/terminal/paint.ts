/** Colors, on a terminal only, and never where somebody asked for none. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export const usesColor = (stream: NodeJS.WriteStream = process.stdout): boolean =>
  stream.isTTY === true && process.env.NO_COLOR === undefined;

export const paint = (style: Style, text: string): string => (usesColor() ? styleText(style, text) : text);
