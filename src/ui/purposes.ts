import type { Purpose } from '../core/catalogue/catalogue.ts';
import { type MessageId, t } from './text.ts';

const WORDS: Record<Purpose, MessageId> = {
  security: 'ui_purpose_security',
  functional: 'ui_purpose_functional',
  consent: 'ui_purpose_consent',
  analytics: 'ui_purpose_analytics',
  advertising: 'ui_purpose_advertising',
  unknown: 'ui_purpose_unknown',
};

/** What a cookie is for, as one word or two in running text. */
export function purposeWords(purpose: Purpose): string {
  return t(WORDS[purpose]);
}
