import type { Limit } from '../core/report/page-report.ts';
import type { MessageId } from './text.ts';

/** What a reader has to know before trusting a report. */
export const LIMIT_TEXTS: Readonly<Record<Limit, MessageId>> = {
  'observed-late': 'popup_limit_observed_late',
  'sightings-dropped': 'popup_limit_sightings_dropped',
  'requests-cut': 'popup_limit_requests_cut',
  'jar-unreadable': 'popup_limit_jar_unreadable',
  'sites-withheld': 'popup_limit_sites_withheld',
};
