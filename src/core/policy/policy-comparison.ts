/** A run of words of a clause, as it stands against the page's sentence. */
export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** What became of one clause in a text that presents itself as the policy. */
export interface ClauseComparison {
  readonly clauseId: string;
  readonly kind: 'same' | 'changed' | 'gone';
  /** Word by word, for a changed one only. */
  readonly words: readonly DiffPart[];
}

/** How a page's text compares with the bundled policy. */
export interface PolicyComparison {
  readonly url: string;
  /**
   * - `same`: every clause word for word, and nothing of note added
   * - `changed`: the bundled policy can be recognised in it
   * - `other`: another text altogether; then there is no diff
   */
  readonly kind: 'same' | 'changed' | 'other';
  /** The date that the page states for its policy, as it writes it: `5/2013`, `October 3, 2024`. */
  readonly statedDate: string | null;
  readonly clauses: readonly ClauseComparison[];
  /** Sentences of the page that stand for no clause, in order, each with the clause it follows. */
  readonly added: readonly { readonly after: string | null; readonly text: string }[];
  readonly addedLeftOut: number;
}
