/** The top of the page: what to do, what time it is, and the buttons that move it. */
import type { ReactNode } from 'react';
import './top.css';

export function TopBar({ project, children }: { project?: string; children?: ReactNode }) {
  return (
    <header className="top">
      <div className="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="9" />
          <path d="M9 23v-9a4 4 0 0 1 4-4h3" />
          <circle cx="22" cy="10" r="4" />
        </svg>
        <div>
          <h1>Waymark</h1>
          {project && <small>{project}</small>}
        </div>
      </div>
      <p className="invitation">Sign up as Ann and watch the dots.</p>
      {children}
    </header>
  );
}
