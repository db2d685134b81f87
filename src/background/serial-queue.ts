/** Runs tasks one after the other, in the order they came. A task that throws does not stop the next. */
export interface SerialQueue {
  run<T>(task: () => T | Promise<T>): Promise<T>;
}

export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task);
      last = result.catch(() => undefined); // whoever called `run` hears of the failure
      return result;
    },
  };
}
