/** Counts how often everybody was forgotten, here or from the terminal, so that the shop forgets its visitor too. */
import { useEffect, useRef, useState } from 'react';

export function useEpoch(contacts: number): number {
  const [epoch, setEpoch] = useState(0);
  const before = useRef(contacts);
  useEffect(() => {
    if (before.current > 0 && contacts === 0) setEpoch((last) => last + 1);
    before.current = contacts;
  }, [contacts]);
  return epoch;
}
