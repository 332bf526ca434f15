/** Puts the console on the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './style/tokens.css';
import './style/base.css';
import './style/layout.css';

const place = document.getElementById('console');
if (place) {
  createRoot(place, { onUncaughtError: (error) => showTrouble(place, error) }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

/** A page that broke says so, and how to go on, instead of turning blank. */
function showTrouble(place: HTMLElement, error: unknown) {
  console.error(error);
  const sentence = document.createElement('p');
  sentence.className = 'unreachable';
  sentence.textContent = `The console broke (${error instanceof Error ? error.message : String(error)}). Load the page again.`;
  place.replaceChildren(sentence);
}
