import type { RemarketingSignKind } from '../evidence/remarketing.ts';
import { isOwn, namesOf, quoted } from './cloudinary-2013-rows.ts';
import type { Aside, PageFacts, PageRow } from './policy.ts';
import type { Text } from './verdict.ts';

/*
 * What is told beside a clause of 5/2013 though it decides nothing: seen, near the sentence, and neither proof nor breach.
 */

const MOST_ASIDES = 5;
const NOTHING: Aside = { texts: [], rows: [] };

/** Identifiers that were seen to reach other companies: neither a sale nor an offer's targeting, and near both. */
export function asideOfSharing({ page, rows }: PageFacts): Aside {
  const shared = rows.filter(
    (row) => row.sharedWith.length > 0 && (isOwn(row) || (page.governed && row.classification.party === 'first')),
  );
  const texts = shared.slice(0, MOST_ASIDES).map((row) => ({
    id: 'clause_aside_shared',
    args: [quoted(row.key.name), hostsOf(row)],
  }));
  return { texts, rows: shared };
}

/** What is personal in other ways, and by the policy's own examples decides nothing. */
export function asideOfOtherData({ rows }: PageFacts): Aside {
  const holding = rows.filter((row) => isOwn(row) && row.finding.verdict !== 'against' && row.personalData.length > 0);
  return holding.length > 0
    ? { texts: [{ id: 'clause_aside_other_data', args: [namesOf(holding)] }], rows: holding }
    : NOTHING;
}

export function asideOfReaders({ rows }: PageFacts): Aside {
  const stored = rows.filter((row) => row.status === 'stored' && isOwn(row));
  const byScripts = stored.filter((row) => !row.attributes.httpOnly);
  const inClear = stored.filter((row) => !row.attributes.secure);
  const texts: Text[] = [];
  if (byScripts.length > 0) texts.push({ id: 'clause_aside_scripts', args: [namesOf(byScripts)] });
  if (inClear.length > 0) texts.push({ id: 'clause_aside_in_clear', args: [namesOf(inClear)] });
  return { texts, rows: [] };
}

/** Requests that show remarketing at work. On other people's pages they say nothing of the policy owner. */
export function asideOfSigns(kinds: readonly RemarketingSignKind[]): (facts: PageFacts) => Aside {
  return ({ page, signs = [] }) => {
    const fitting = signs.filter(({ kind }) => kinds.includes(kind) && (page.governed || kind === 'ad-asked'));
    const texts = fitting.slice(0, MOST_ASIDES).map(({ kind, host }) => ({ id: SIGN_TEXTS[kind], args: [host] }));
    return { texts, rows: [] };
  };
}

const SIGN_TEXTS: Readonly<Record<RemarketingSignKind, string>> = {
  'analytics-to-doubleclick': 'clause_aside_analytics_to_doubleclick',
  audience: 'clause_aside_audience',
  conversion: 'clause_aside_conversion',
  'ad-click': 'clause_aside_ad_click',
  'ad-asked': 'clause_aside_ad_asked',
};

export function asideOfStatedDate({ policy }: PageFacts): Aside {
  return policy && policy.kind !== 'same' && policy.statedDate !== null
    ? { texts: [{ id: 'clause_aside_stated_date', args: [policy.statedDate] }], rows: [] }
    : NOTHING;
}

function hostsOf({ sharedWith }: PageRow): string {
  const hosts = sharedWith.map(({ host }) => host);
  return hosts.length > 3 ? `${hosts.slice(0, 3).join(', ')}, …` : hosts.join(', ');
}
