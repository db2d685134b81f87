/** Time that passes when a test says so. */
export class FakeClock {
  time = 1_000_000;
  #tasks: { at: number; task: () => void }[] = [];

  readonly now = (): number => this.time;
  readonly later = (task: () => void, delay: number): void => {
    this.#tasks.push({ at: this.time + delay, task });
  };

  /** Lets time pass and runs what falls due, then lets the promises that it started settle. */
  async pass(ms: number): Promise<void> {
    this.time += ms;
    for (let due = this.#due(); due.length > 0; due = this.#due()) {
      this.#tasks = this.#tasks.filter((task) => !due.includes(task));
      for (const { task } of due) task();
      await settle();
    }
    await settle();
  }

  #due() {
    return this.#tasks.filter((task) => task.at <= this.time);
  }
}

/** Lets everything that is already on its way run to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
