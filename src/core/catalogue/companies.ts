/// <reference path="./virtual-companies.d.ts" />
import type { Business } from './business.ts';
import type { VendorName } from './classification.ts';

/** A company that is known by its domains alone: the catalogue has none of its cookies. */
export interface Company {
  /** As the list writes it: `Adform`. */
  readonly name: string;
  readonly business: Business | null;
}

export interface ListedCompany extends Company {
  readonly domains: readonly string[];
}

/** Where the list of companies comes from (`vite/companies.ts`). */
export const COMPANIES_SOURCE = 'https://github.com/patrickhulce/third-party-web';

/** How the text writes a business; a company of none has `-`. */
export const BUSINESS_SIGNS: Readonly<Record<Business, string>> = {
  advertising: 'a',
  analytics: 'n',
  social: 's',
  'tag-manager': 't',
  'customer-service': 'c',
  consent: 'p',
  video: 'v',
};

/**
 * One company a line: the sign of its business and its name, then its domains, parted by `|`. Throws where a name or a
 * domain has a character beyond ASCII, which would double the memory of the text, or one of those that part.
 */
export function writeCompanies(companies: readonly ListedCompany[]): string {
  const lines = companies.map(({ name, business, domains }) => {
    for (const piece of [name, ...domains]) {
      if (!/^[ -{}~]+$/.test(piece)) throw new Error(`"${piece}": expected printable ASCII without "|"`);
    }
    return [`${business === null ? '-' : BUSINESS_SIGNS[business]}${name}`, ...domains].join('|');
  });
  return lines.join('\n');
}

/**
 * Reads what `writeCompanies` wrote: each domain with its company. A domain stands for all below it, save where a
 * nearer one is listed too.
 */
export function readCompanies(text: string): ReadonlyMap<string, Company> {
  const businesses = new Map<string, Business>();
  for (const [business, sign] of Object.entries(BUSINESS_SIGNS)) {
    businesses.set(sign, business as Business); // Object.entries forgets the keys of a record.
  }
  const companies = new Map<string, Company>();
  for (const line of text.split('\n')) {
    // Without destructuring, which takes twice the time in code that runs once.
    const pieces = line.split('|');
    const head = pieces.shift() ?? '';
    const company = { name: head.slice(1), business: businesses.get(head.charAt(0)) ?? null };
    for (const domain of pieces) companies.set(domain, company);
  }
  return companies;
}

const COMPANY_ID = 'company:';

/** Finds the company of the first domain that the list has; hand in a host and the domains above it. */
export type FindCompany = (domains: Iterable<string>) => VendorName | null;

/**
 * Makes the finder. The text is asked for and read at the first question. A company of the same name as a vendor of the
 * catalogue is that vendor.
 */
export function createCompanyFinder(text: () => string, vendors: readonly VendorName[]): FindCompany {
  let list: ReadonlyMap<string, Company> | null = null;
  let known: ReadonlyMap<string, VendorName> | null = null;
  return (domains) => {
    list ??= readCompanies(text());
    for (const domain of domains) {
      const company = list.get(domain);
      if (company === undefined) continue;
      known ??= new Map(vendors.map((vendor) => [companyKey(vendor.name), vendor]));
      const key = companyKey(company.name);
      return known.get(key) ?? { id: COMPANY_ID + key, policyUrl: null, ...company };
    }
    return null;
  };
}

/** The name of the company that `FindCompany` gives this id, or `null`. Reads the whole text. */
export function companyById(text: string, id: string): string | null {
  if (!id.startsWith(COMPANY_ID)) return null;
  const key = id.slice(COMPANY_ID.length);
  for (const { name } of readCompanies(text).values()) if (companyKey(name) === key) return name;
  return null;
}

/** Words that say what a company is in law, not who it is. */
const LEGAL_FORM =
  /(?<=\S[\s,.]+)(?:inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|kg|se|sa|s\.a|sas|sarl|srl|s\.r\.l|s\.p\.a|spa|bv|b\.v|nv|n\.v|ab|oy|oyj|aps|a\/s|kk|pty|pte|corp|corporation|co|company)\.?$/i;

/**
 * What two ways of writing one company have in common: letters and digits, in lower case, without the legal form and
 * without what stands behind it in brackets. `Yahoo!` and `YAHOO Inc. (Oath)` are one company; `Yahoo! JAPAN` is another.
 */
export function companyKey(name: string): string {
  let bare = name.trim().replace(/(?<=\S)\s*\([^)]*\)$/, '');
  for (let shorter = ''; shorter !== bare; ) {
    shorter = bare;
    bare = bare.replace(LEGAL_FORM, '').replace(/[\s,.]+$/, '');
  }
  return bare.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
