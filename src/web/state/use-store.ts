/** Reads a store in a component. */
import { useEffect, useState } from 'preact/hooks';
import type { Store } from './store.ts';

export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(() => store.get());
  useEffect(() => {
    // The value may have changed between the first draw and this.
    setValue(() => store.get());
    return store.subscribe(() => setValue(() => store.get()));
  }, [store]);
  return value;
}
