/**
 * Makes something at its first use, and once. For what a worker that starts may never need: V8 takes up to some
 * milliseconds to make a pattern with Unicode properties.
 */
export function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
