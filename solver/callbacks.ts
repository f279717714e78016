/**
 * The caller's callbacks on their way into a solver. An exception thrown in one must not pass through a
 * backend, which would take it for a fault of its own: it stops the run, and comes out at its end.
 */

interface Callbacks {
  readonly onProgress?: (progress: never) => void;
  readonly shouldStop?: () => boolean;
}

/**
 * Runs with callbacks that never throw.
 * @throws what a callback threw first
 */
export async function withCallbacks<O extends Callbacks, T>(
  options: O,
  run: (options: O) => Promise<T>,
): Promise<T> {
  const thrown: unknown[] = [];
  const guard = <A extends unknown[], R>(call: (...args: A) => R, instead: R) => {
    return (...args: A): R => {
      if (thrown.length > 0) return instead;
      try {
        return call(...args);
      } catch (fault) {
        thrown.push(fault);
        return instead;
      }
    };
  };
  const { onProgress, shouldStop } = options;
  const stop = guard(shouldStop ?? (() => false), true);
  const result = await run({
    ...options,
    ...(onProgress && { onProgress: guard(onProgress, undefined) }),
    ...((onProgress || shouldStop) && { shouldStop: stop }),
  });
  if (thrown.length > 0) throw thrown[0];
  return result;
}
