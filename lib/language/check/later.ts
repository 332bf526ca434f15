/** Words of the language that are decided but not built: an author is told so, and not sent looking for a typo. */

const later: Record<string, readonly string[]> = {
  step: [
    'send-push',
    'show-in-app',
    'show-checklist',
    'send-survey',
    'assign-owner',
    'request-signature',
    'send-invoice',
    'compute-commission',
    'set-priority',
    'move-deal',
  ],
};

export function isKnownLater(where: string, word: string): boolean {
  return later[where]?.includes(word) ?? false;
}
