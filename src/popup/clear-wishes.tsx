import type { ClearScope } from '../core/clearing/clearing.ts';
import type { PageReport } from '../core/report/page-report.ts';
import type { MenuItem } from '../ui/menu.tsx';
import { rich } from '../ui/rich-text.tsx';
import { formatNumber, t, tn } from '../ui/text.ts';

/** The page's one main wish: advertising and analytics where there are any, else Cloudinary's own, else everything. */
export function mainWish({ tabId, counts }: PageReport) {
  if (counts.remarketing > 0) {
    return {
      action: 'clear-remarketing',
      scope: { kind: 'remarketing', tabId },
      label: tn('popup_clear_remarketing', counts.remarketing),
    } as const;
  }
  if (counts.cloudinary > 0) {
    return {
      action: 'clear-cloudinary',
      scope: { kind: 'cloudinary', tabId },
      label: tn('popup_clear_cloudinary', counts.cloudinary),
    } as const;
  }
  if (counts.stored === 0) return null;
  return {
    action: 'clear-everything',
    scope: { kind: 'everything', tabId },
    label: tn('popup_clear_everything', counts.stored),
  } as const;
}

/**
 * Every other wish, from the narrowest to the widest. How many cookies it is about is told where the report knows; what
 * other sites keep under this one, and this one under others, only the jar knows.
 */
export function wishesOf(
  { tabId, site, counts }: PageReport,
  onClear: (scope: ClearScope) => void,
  onSiteData: () => void,
): readonly MenuItem[] {
  const siteName = <bdi key="site">{site}</bdi>;
  const counted = (n: number) => ({ count: formatNumber(n), idle: n === 0 });
  return [
    {
      action: 'clear-remarketing',
      label: t('popup_menu_remarketing'),
      ...counted(counts.remarketing),
      onPick: () => onClear({ kind: 'remarketing', tabId }),
    },
    {
      action: 'clear-cloudinary',
      label: t('popup_menu_cloudinary'),
      ...counted(counts.cloudinary),
      onPick: () => onClear({ kind: 'cloudinary', tabId }),
    },
    {
      action: 'clear-site',
      label: rich('popup_menu_site', siteName),
      onPick: () => onClear({ kind: 'site', tabId }),
    },
    {
      action: 'clear-embeds-here',
      label: rich('popup_menu_embeds_here', siteName),
      onPick: () => onClear({ kind: 'embeds-here', tabId }),
    },
    {
      action: 'clear-site-elsewhere',
      label: rich('popup_menu_site_elsewhere', siteName),
      onPick: () => onClear({ kind: 'site-elsewhere', tabId }),
    },
    {
      action: 'clear-everything',
      label: t('popup_menu_everything'),
      ...counted(counts.stored),
      onPick: () => onClear({ kind: 'everything', tabId }),
    },
    { action: 'site-data', label: rich('popup_menu_site_data', siteName), onPick: onSiteData },
  ];
}
