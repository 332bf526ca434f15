/** The definition as its author wrote it, scrolled to the step that the operator asked about. */
import { useEffect, useRef } from 'react';
import { wordsOf } from './yaml-words.ts';

export function SourceText({ text, line }: { text: string; line?: number }) {
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is a reason to scroll.
  useEffect(() => {
    const row = place.current?.querySelector<HTMLElement>('[aria-current]');
    if (place.current && row) place.current.scrollTop = row.offsetTop - place.current.clientHeight / 3;
  }, [line, text]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable from the keyboard.
    <section className="source-text" data-testid="source-text" ref={place} tabIndex={0} aria-label="Source">
      {text
        .replace(/\n$/, '')
        .split('\n')
        .map((written, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
            key={index}
            className="source-line"
            data-line={index + 1}
            aria-current={index + 1 === line ? 'location' : undefined}
          >
            <span className="source-number">{index + 1}</span>
            <code>
              {wordsOf(written).map((word, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: words of one line never move.
                <span key={at} className={word.is && `yaml-${word.is}`}>
                  {word.text}
                </span>
              ))}
            </code>
          </div>
        ))}
    </section>
  );
}
