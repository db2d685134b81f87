/** A known name: exact, or a literal prefix and the anchored rest as a regular expression. */
export type NameRule = string | { readonly prefix: string; readonly rest: string };

/**
 * The shortest literal prefix a pattern may begin with. One this short needs literal text in its rest as well, as in
 * `mp_<token>_mixpanel`; the test of the data files sees to that.
 */
export const SHORTEST_PREFIX = 3;

interface Pattern<T> {
  readonly rest: string;
  /** Made when a name first gets this far: most patterns are never asked, and making one costs more than all else. */
  regExp: RegExp | null;
  readonly item: T;
}

/**
 * Finds what a name stands for, in a time that does not grow with the number of names known: exact names in a map,
 * patterns in a map by their whole literal prefix, tried only at the prefix lengths that occur after the same first
 * characters.
 */
export class NameIndex<T> {
  readonly #exact = new Map<string, T>();
  readonly #lengths = new Map<string, number[]>();
  readonly #patterns = new Map<string, Pattern<T>[]>();

  add(rule: NameRule, item: T): void {
    if (typeof rule === 'string') {
      this.#exact.set(rule, item);
      return;
    }
    const { prefix, rest } = rule;
    if (prefix.length < SHORTEST_PREFIX) {
      throw new Error(`Pattern "${prefix}": a prefix has at least ${SHORTEST_PREFIX} characters, got ${prefix.length}`);
    }
    const start = prefix.slice(0, SHORTEST_PREFIX);
    const lengths = this.#lengths.get(start) ?? [];
    if (!lengths.includes(prefix.length)) {
      lengths.push(prefix.length);
      lengths.sort((a, b) => b - a);
    }
    this.#lengths.set(start, lengths);
    const pattern = { rest, regExp: null, item };
    const same = this.#patterns.get(prefix);
    if (same) same.push(pattern);
    else this.#patterns.set(prefix, [pattern]);
  }

  exact(name: string): T | undefined {
    return this.#exact.get(name);
  }

  /** What the pattern with the longest fitting prefix stands for. */
  pattern(name: string): T | undefined {
    if (name.length < SHORTEST_PREFIX || this.#lengths.size === 0) return undefined;
    const lengths = this.#lengths.get(name.slice(0, SHORTEST_PREFIX));
    if (lengths === undefined) return undefined;
    for (const length of lengths) {
      const patterns = this.#patterns.get(name.slice(0, length));
      if (patterns === undefined) continue;
      const rest = name.slice(length);
      for (const pattern of patterns) {
        pattern.regExp ??= new RegExp(`^(?:${pattern.rest})$`);
        if (pattern.regExp.test(rest)) return pattern.item;
      }
    }
    return undefined;
  }
}
