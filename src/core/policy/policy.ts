import type { PolicyClass } from '../catalogue/catalogue.ts';
import type { AdSeen, CookieRow, DepartureNote, RemarketingSign, StorageRow } from '../report/page-report.ts';
import type { PolicyComparison } from './policy-comparison.ts';
import type { ClauseStatusKind, Text } from './verdict.ts';

/** One sentence of a policy, word for word. */
export interface Clause {
  /** Section and number, such as `cookies.3`. */
  readonly id: string;
  readonly section: string;
  /** The section's heading, quoted as the policy writes it. */
  readonly sectionTitle: string;
  /** Place within the section, from 1. */
  readonly sentence: number;
  readonly text: string;
}

/** What one page gave to hold the clauses against: its report before the clauses are filled in. */
export interface PageFacts {
  readonly page: { readonly site: string; readonly governed: boolean };
  readonly rows: readonly Pick<
    CookieRow,
    | 'id'
    | 'key'
    | 'status'
    | 'attributes'
    | 'classification'
    | 'finding'
    | 'sentToCloudinary'
    | 'sightings'
    | 'personalData'
    | 'identifier'
    | 'sharedWith'
  >[];
  /** False where the browser would not let the cookies be read: none among `rows` says nothing then. */
  readonly cookiesReadable?: boolean;
  readonly storage: readonly Pick<StorageRow, 'storageKey' | 'origin' | 'classification'>[];
  /** Ways off the page that were taken or asked about. */
  readonly departures?: readonly Pick<DepartureNote, 'destinationHost'>[];
  /** Hosts that links on the page lead to. */
  readonly linksOut?: readonly string[];
  readonly signs?: readonly RemarketingSign[];
  readonly ads?: readonly AdSeen[];
  /** Where the page is the policy owner's own privacy statement: how it compares with this policy. */
  readonly policy?: PolicyComparison | null;
}

export type PageRow = PageFacts['rows'][number];

/** What looking for a clause on a page gave. */
export interface ClauseLook {
  readonly status: Exclude<ClauseStatusKind, 'untestable'>;
  readonly why: Text;
  readonly rows: readonly PageRow[];
}

/** What was seen that bears on a sentence without deciding it. */
export interface Aside {
  readonly texts: readonly Text[];
  readonly rows: readonly PageRow[];
}

/** What a clause lets an observer expect: something to look for, or the reason why a browser cannot tell. */
export type Claim =
  | {
      readonly testable: true;
      /** What an observer may expect, and how it is looked for here. */
      readonly expects: Text;
      readonly look: (facts: PageFacts) => ClauseLook;
      readonly aside?: (facts: PageFacts) => Aside;
    }
  | { readonly testable: false; readonly because: Text; readonly aside?: (facts: PageFacts) => Aside };

/** Which clauses speak of which cookies; each list is what a finding cites. */
export interface Coverage {
  /** Broken by personal data in a cookie of the policy's own domains. */
  readonly personalData: readonly string[];
  /** Broken besides where such a cookie's personal data was seen to go to another site. */
  readonly personalDataLearnt: readonly string[];
  /** The sentences that name a class of cookie. */
  readonly named: Readonly<Record<PolicyClass, readonly string[]>>;
  /** Its own cookies and other first-party ones, whatever they are for. */
  readonly own: readonly string[];
  /** In addition to `own`, by what is known of the cookie. */
  readonly ownVisitor: readonly string[];
  readonly ownFunctional: readonly string[];
  /** Advertising and analytics of other companies. */
  readonly otherAdvertising: readonly string[];
  readonly otherAnalytics: readonly string[];
  /** Visitor identifiers that reach the policy's owner from other people's sites. */
  readonly otherSites: readonly string[];
}

/**
 * A privacy policy as data: its sentences, what they cover, and what they let an observer expect. Another policy
 * needs another object of this shape and the messages its claims name; no other code.
 */
export interface Policy {
  readonly id: string;
  readonly title: string;
  /** As the policy dates itself; shown wherever it speaks. */
  readonly date: string;
  /** Registrable domains whose cookies and pages it governs. */
  readonly domains: readonly string[];
  /** Id of the vendor that wrote it. */
  readonly vendor: string;
  readonly clauses: readonly Clause[];
  readonly coverage: Coverage;
  /** By clause id; every clause has one. */
  readonly claims: Readonly<Record<string, Claim>>;
}

/** A section as it is written down: its clauses are numbered from 1 in order. */
export interface PolicySection {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
}

/** Numbers the sentences of a policy. */
export function clausesOf(sections: readonly PolicySection[]): Clause[] {
  return sections.flatMap(({ id, title, sentences }) =>
    sentences.map((text, index) => ({
      id: `${id}.${index + 1}`,
      section: id,
      sectionTitle: title,
      sentence: index + 1,
      text,
    })),
  );
}
