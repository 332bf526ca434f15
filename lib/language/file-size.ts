/** No file that a person writes is larger; anything larger is refused before anybody tries to understand it. */

export const mostBytes = 256 * 1024;

export const isTooLarge = (text: string): boolean =>
  text.length > mostBytes || (text.length * 3 > mostBytes && new TextEncoder().encode(text).length > mostBytes);
