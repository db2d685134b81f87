/** How one cookie stands against the policy of 5/2013, in the order in which they are tried. */
export type Verdict = 'against' | 'unknown' | 'elsewhere' | 'named' | 'general' | 'unmentioned';

/** The order in which verdicts are shown everywhere: what the policy says most about first. */
export const VERDICT_ORDER: readonly Verdict[] = ['against', 'named', 'general', 'unmentioned', 'elsewhere', 'unknown'];

/** What a quoted clause does for the finding. */
export type CitationRole = 'names' | 'covers' | 'contradicts' | 'kind';

export interface Citation {
  readonly clauseId: string;
  readonly role: CitationRole;
}

/** A message of `_locales` and what goes into it. Core code never holds a sentence itself. */
export interface Text {
  readonly id: string;
  readonly args?: readonly string[];
}

export interface Finding {
  readonly verdict: Verdict;
  readonly citations: readonly Citation[];
  /** One plain sentence: why this verdict. */
  readonly why: Text;
}

/** Where a clause stands on one page. */
export type ClauseStatusKind = 'seen' | 'against' | 'nothing-against' | 'not-here' | 'untestable';

export interface ClauseStatus {
  readonly clauseId: string;
  readonly status: ClauseStatusKind;
  /** One plain sentence: what was seen, or why it cannot be tested. */
  readonly why: Text;
  /** Ids (`cookieKeyId`) of the cookies it rests on, at most 20. */
  readonly cookies: readonly string[];
  /** What was seen besides that bears on the sentence and does not decide it, a sentence each. */
  readonly asides: readonly Text[];
}
