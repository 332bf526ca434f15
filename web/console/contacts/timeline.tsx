/** Why did I get this, why did I not: everything that was decided for one contact, in order, in words. */
import { Fragment, useEffect, useRef } from 'react';
import type { TimelineLine } from '../../../lib/language/operator-api.ts';
import { timeBetween } from '../words/time-between.ts';
import { toneOfLine } from './timeline-tone.ts';
import './timeline.css';

export function Timeline({ contact, lines }: { contact: string; lines: TimelineLine[] }) {
  const end = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is a reason to show it.
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [contact, lines.length]);

  return (
    <ol className="timeline" aria-label="Timeline">
      {lines.map((line, index) => {
        const before = lines[index - 1];
        const pause = before && timeBetween(before.at, line.at);
        const isLast = index === lines.length - 1;
        const named = lines.slice(0, index).findLast(({ definition }) => definition)?.definition;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added, at one instant even several alike.
          <Fragment key={`${line.at} ${index}`}>
            {pause && <li className="timeline-pause">{pause}</li>}
            <li
              className={`timeline-line tone-${toneOfLine(line)}`}
              data-testid="timeline-line"
              ref={isLast ? end : undefined}
            >
              <time dateTime={line.at}>{line.local}</time>
              <span>
                {line.text}
                {line.definition && line.definition !== named && <small> {line.definition}</small>}
              </span>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
