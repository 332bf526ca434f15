/** Spells an effect's reference so that a provider takes it as a tag and brings it back with a bounce or a click. */

/**
 * Tag values may hold ASCII letters, digits, `_` and `-` only. Letters, digits and `-` stand for themselves,
 * every other byte is `_` and two hex digits: `ann.7f3.k1` → `ann_2e7f3_2ek1`.
 */
export function effectTag(effect: string): string {
  return Array.from(Buffer.from(effect), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

/** Not spelled by us → `undefined`. */
export function effectOfTag(tag: string): string | undefined {
  if (!/^([A-Za-z0-9-]|_[0-9a-f]{2})+$/.test(tag)) return undefined;
  const spelled = tag.replace(/[A-Za-z0-9-]|_([0-9a-f]{2})/g, (one, hex) => hex ?? one.charCodeAt(0).toString(16));
  const effect = Buffer.from(spelled, 'hex').toString();
  return effectTag(effect) === tag ? effect : undefined;
}
