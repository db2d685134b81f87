import type { CatalogueLookup } from '../../core/catalogue/lookup.ts';
import type { ClearPlan, ClearScope } from '../../core/clearing/clearing.ts';
import { mayConcern, type PlannableCookie, planClearing, sourceOf } from '../../core/clearing/plan.ts';
import type { PageReport, TabReport } from '../../core/report/page-report.ts';
import { Failure } from '../../messaging/router.ts';
import { type ReadJar, readSites } from '../jar-access.ts';
import type { Plans } from './plans.ts';

export interface PlanningDeps {
  readonly plans: Pick<Plans, 'add'>;
  readonly report: (tabId: number) => Promise<TabReport>;
  readonly describeTab: (tabId: number) => Promise<{ storeId: string; privateWindow: boolean } | null>;
  readonly readJar: ReadJar;
  readonly lookup: () => Promise<CatalogueLookup>;
  /** Which cookies on a page of this site the user said never to clear. */
  readonly allowed: (storeId: string, pageSite: string) => Promise<(cookie: PlannableCookie) => boolean>;
  /** Of these domains, those whose cookies the user withholds from the extension. */
  readonly withheld: (domains: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly newId: () => string;
  readonly now: () => number;
}

/** Finds out which cookies a wish means, keeps their keys until it is confirmed, and says what there is to know before. */
export async function makePlan(deps: PlanningDeps, scope: ClearScope): Promise<ClearPlan> {
  const [tab, described] = await Promise.all([deps.report(scope.tabId), deps.describeTab(scope.tabId)]);
  const planId = deps.newId();
  const nothing = { planId, count: 0, signsOutOf: [], companies: [], allowed: 0, withoutAccess: [] };
  if (tab.state === 'no-access') return { ...nothing, withoutAccess: [tab.host] };
  if (tab.state !== 'ready' || !described) return nothing;
  const { report } = tab;
  const { storeId, privateWindow } = described;
  const [cookies, isAllowed, { vendorOfHost }] = await Promise.all([
    cookiesOf(deps, scope, report, storeId),
    deps.allowed(storeId, report.site),
    deps.lookup(),
  ]);
  const { keys, told } = planClearing(scope, cookies, report.site, isAllowed);
  const hosts = new Set([report.host, ...report.hosts.map(({ host }) => host)]);
  const withoutAccess = await deps.withheld(
    [...hosts].filter((host) => mayConcern(scope, host, report.site, vendorOfHost)),
  );
  await deps.plans.add({ planId, at: deps.now(), privateWindow, keys });
  return { planId, ...told, withoutAccess: [...withoutAccess].sort() };
}

async function cookiesOf(
  { readJar, lookup }: PlanningDeps,
  scope: ClearScope,
  report: PageReport,
  storeId: string,
): Promise<readonly PlannableCookie[]> {
  const source = sourceOf(scope, report.site);
  if (source.from === 'report') return report.rows.filter(({ status }) => status === 'stored');
  const { classify } = await lookup();
  const cookies = await readSites(readJar, storeId, source.sites).catch(() => {
    throw new Failure('failed', 'the cookies could not be read');
  });
  return cookies.map(({ key, attributes }) => ({ key, attributes, classification: classify(key, report.site) }));
}
