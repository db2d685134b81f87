/** More cookies than a browser keeps of a site (163 in Chromium, 180 in Firefox). */
const AT_ONCE = 200;
const PER_SECOND = 3;
const MOST_SITES = 500;

/** What may be removed of each site at once: a page that invents new names cannot keep the browser busy. */
export interface SiteBudget {
  /** Takes one off. False where nothing is left for now. */
  take(site: string): boolean;
}

export function createSiteBudget(now: () => number): SiteBudget {
  const budgets = new Map<string, { left: number; at: number }>();
  return {
    take(site) {
      const at = now();
      const known = budgets.get(site);
      const left = known ? Math.min(AT_ONCE, known.left + ((at - known.at) / 1000) * PER_SECOND) : AT_ONCE;
      budgets.delete(site); // re-inserted: the one not heard of for longest goes first
      budgets.set(site, { left: left >= 1 ? left - 1 : left, at });
      for (const oldest of budgets.keys()) {
        if (budgets.size <= MOST_SITES) break;
        budgets.delete(oldest);
      }
      return left >= 1;
    },
  };
}
