import type { Purpose } from '../catalogue/catalogue.ts';
import type { ClearScope } from '../clearing/clearing.ts';
import { VERDICT_ORDER, type Verdict } from '../policy/verdict.ts';
import type { CookieRow } from './page-report.ts';

/** The cookies of one company, or of one domain where the company is not known. */
export interface Group {
  readonly id: string;
  readonly kind: 'company' | 'site' | 'domain';
  /** The company, or the domain. */
  readonly name: string;
  /** What its cookies are known to be for, each once, most common first. */
  readonly purposes: readonly Exclude<Purpose, 'unknown'>[];
  /** Never empty; the order does not depend on when a cookie came, so that a live list stays calm. */
  readonly rows: readonly CookieRow[];
}

const CLOUDINARY = 'cloudinary';

/**
 * Groups the cookies of a page by company: what goes against the policy first, then Cloudinary, then advertising and
 * analytics, then other known companies, then the page's own site and domains of which nothing is known.
 */
export function groupRows(rows: readonly CookieRow[], site: string): readonly Group[] {
  const groups = new Map<string, { kind: Group['kind']; name: string; rows: CookieRow[] }>();
  const unknownDomains = unknownDomainsOf(rows);
  for (const row of rows) {
    const place = placeOf(row, site, unknownDomains);
    const group = groups.get(place.id);
    if (group === undefined) groups.set(place.id, { kind: place.kind, name: place.name, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups]
    .map(([id, { kind, name, rows: unsorted }]) => ({
      id,
      kind,
      name,
      purposes: purposesOf(unsorted),
      rows: unsorted.sort(byVerdictThenName),
    }))
    .map((group) => ({ group, rank: rankOf(group) }))
    .sort((a, b) => a.rank - b.rank || b.group.rows.length - a.group.rows.length || compare(a.group.name, b.group.name))
    .map(({ group }) => group);
}

/** What "clear these" means for a group: the company as the background knows it, or exactly the cookies shown. */
export function scopeOf(group: Group, tabId: number): ClearScope {
  const vendor = group.rows[0]?.classification.vendor;
  if (group.kind === 'company' && vendor) return { kind: 'vendor', tabId, vendorId: vendor.id };
  return { kind: 'cookies', tabId, keys: group.rows.filter(({ status }) => status === 'stored').map(({ key }) => key) };
}

function placeOf(row: CookieRow, site: string, unknownDomains: readonly string[]) {
  const { vendor, party } = row.classification;
  if (vendor !== null) return { id: `company ${vendor.id}`, kind: 'company' as const, name: vendor.name };
  if (party === 'first') return { id: 'site', kind: 'site' as const, name: site };
  const { domain } = row.key;
  const name = unknownDomains.find((wider) => domain === wider || domain.endsWith(`.${wider}`)) ?? domain;
  return { id: `domain ${name}`, kind: 'domain' as const, name };
}

/** Domains of unknown third-party cookies, without those that lie below another of them. */
function unknownDomainsOf(rows: readonly CookieRow[]): readonly string[] {
  const all = new Set<string>();
  for (const { classification, key } of rows) {
    if (classification.vendor === null && classification.party === 'third') all.add(key.domain);
  }
  return [...all].filter((domain) => {
    for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
      if (all.has(domain.slice(dot + 1))) return false;
    }
    return true;
  });
}

function purposesOf(rows: readonly CookieRow[]): Group['purposes'] {
  const counts = new Map<Exclude<Purpose, 'unknown'>, number>();
  for (const { classification } of rows) {
    const { purpose } = classification;
    if (purpose !== 'unknown') counts.set(purpose, (counts.get(purpose) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).map(([purpose]) => purpose);
}

function rankOf({ kind, rows, purposes }: Omit<Group, 'id'>): number {
  if (rows.some(({ finding }) => finding.verdict === 'against')) return 0;
  if (rows.some(({ classification }) => classification.vendor?.id === CLOUDINARY)) return 1;
  if (purposes.includes('advertising') || purposes.includes('analytics')) return 2;
  return { company: 3, site: 4, domain: 5 }[kind];
}

const weight = new Map<Verdict, number>(VERDICT_ORDER.map((verdict, index) => [verdict, index]));

function byVerdictThenName(a: CookieRow, b: CookieRow): number {
  return (
    (weight.get(a.finding.verdict) ?? 0) - (weight.get(b.finding.verdict) ?? 0) ||
    compare(a.key.name, b.key.name) ||
    compare(a.id, b.id)
  );
}

/** By code unit: the order of names must be the same in every locale, and cheap for 10,000 of them. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
