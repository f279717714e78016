/** A small store: one value, and who wants to know when it changes. */
export interface Store<T> {
  get(): T;
  /** Listeners are told only when the value is another one. */
  set(next: T): void;
  update(change: (now: T) => T): void;
  /** @returns the function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
