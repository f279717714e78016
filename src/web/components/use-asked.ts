/** Something that is asked of the service when a component appears or what it asks about changes. */
import { useCallback, useEffect, useState } from 'preact/hooks';

export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly fault: unknown }
  | { readonly state: 'there'; readonly value: T };

/**
 * @param question null = nothing to ask yet
 * @param about asked again when one of these changes
 * @returns the answer, and a way to ask again
 */
export function useAsked<T>(
  question: (() => Promise<T>) | null,
  about: readonly unknown[],
): readonly [Asked<T>, () => void] {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (question === null) return;
    let here = true;
    setAsked((now) => (now.state === 'there' ? now : { state: 'loading' }));
    question().then(
      (value) => here && setAsked({ state: 'there', value }),
      (fault: unknown) => here && setAsked({ state: 'failed', fault }),
    );
    return () => {
      here = false;
    };
  }, [...about, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  return [asked, again];
}
