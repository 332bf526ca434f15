/** The form of a path, so that one that leads nowhere is told before anybody waits for what it would say. */

/** Names joined by single dots; a name may hold blanks, as other people's events do. */
export const isPath = (written: string): boolean =>
  written.split('.').every((name) => name !== '' && name === name.trim() && !/[{}[\]]/.test(name));
