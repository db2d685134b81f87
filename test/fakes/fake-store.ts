import type { KeyValueStore } from '../../src/platform/storage.ts';

/**
 * A key-value store in memory. Values are copied as the browser copies them; `full` makes every write fail, `unreadable`
 * every reading of one, and `room` is for how many characters there is space.
 */
export class FakeStore implements KeyValueStore {
  readonly values = new Map<string, string>();
  full = false;
  room = Number.POSITIVE_INFINITY;
  unreadable = false;

  async get(key: string): Promise<unknown> {
    if (this.unreadable) throw new Error('the store cannot be read');
    const text = this.values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }
  async getAll(): Promise<Record<string, unknown>> {
    return Object.fromEntries([...this.values].map(([key, text]) => [key, JSON.parse(text)]));
  }
  async set(key: string, value: unknown): Promise<void> {
    await this.setMany({ [key]: value });
  }
  async setMany(entries: Record<string, unknown>): Promise<void> {
    if (this.full) throw new Error('QUOTA_BYTES quota exceeded');
    const next = new Map([
      ...this.values,
      ...Object.entries(entries).map(([key, value]) => [key, JSON.stringify(value)] as const),
    ]);
    const size = [...next].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    if (size > this.room) throw new Error('QUOTA_BYTES quota exceeded');
    for (const [key, text] of next) this.values.set(key, text);
  }
  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.values.delete(key);
  }
}
