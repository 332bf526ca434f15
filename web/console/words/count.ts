/** `1 contact`, `2 contacts`. */
export const count = (many: number, one: string): string =>
  `${many.toLocaleString('en')} ${one}${many === 1 ? '' : 's'}`;
