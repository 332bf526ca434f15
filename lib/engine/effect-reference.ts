/** What a message carries so that the provider's events find their way back to its contact: ids only. */

export const effectReference = (run: string, key: string): string => `${run}.${key}`;

export function readEffectReference(reference: string): { contact: string; run: string; key: string } | undefined {
  const [contact, run, key, ...rest] = reference.split('.');
  return contact && run && key && rest.length === 0 ? { contact, run, key } : undefined;
}
