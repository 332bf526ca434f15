/** One sentence about what the last order did, or why it could not be done. */
import { useEffect } from 'react';
import type { Notice } from './use-stack.ts';

const shownMs = 6_000;

export function NoticeLine({ notice, clear }: { notice?: Notice; clear: () => void }) {
  useEffect(() => {
    if (!notice || notice.isTrouble) return;
    const timer = setTimeout(clear, shownMs);
    return () => clearTimeout(timer);
  }, [notice, clear]);
  return (
    <div className="notice-place" role="status" aria-live="polite">
      {notice && (
        <p className="notice" data-trouble={notice.isTrouble} data-testid="notice">
          {notice.text}
          <button type="button" className="quiet" onClick={clear} aria-label="Close this notice">
            ✕
          </button>
        </p>
      )}
    </div>
  );
}
