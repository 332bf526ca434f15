/** What stands where nothing is yet: says what to do next. */
import type { ReactNode } from 'react';

export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}
