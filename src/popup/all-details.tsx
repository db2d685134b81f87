import type { ComponentChildren } from 'preact';
import { displayDomain } from '../core/cookies/cookie-key.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { formatMoment } from '../ui/format.ts';
import { t } from '../ui/text.ts';
import { BASIS_WORDS, declaredWords, SAME_SITE_WORDS } from './row-texts.ts';

/** The bare facts of a cookie, for whoever wants to check; folded until asked for. */
export function AllDetails({ row }: { row: CookieRow }) {
  const { key, attributes, classification } = row;
  return (
    <details class="fold details">
      <summary>{t('popup_details')}</summary>
      <dl>
        <Fact name={t('popup_detail_domain')}>
          <bdi class="name">{displayDomain(key)}</bdi>
          <span class="quiet"> {t(key.hostOnly ? 'popup_detail_host_only' : 'popup_detail_sub_domains')}</span>
        </Fact>
        <Fact name={t('popup_detail_path')}>
          <bdi class="name">{key.path}</bdi>
        </Fact>
        {key.partitionKey !== null && (
          <Fact name={t('popup_detail_partition')}>
            <bdi class="name">{key.partitionKey.topLevelSite}</bdi>
          </Fact>
        )}
        <Fact name={t('popup_detail_expires')}>
          {attributes.expiresAt === null ? (
            t('popup_life_session')
          ) : (
            <time dateTime={isoOf(attributes.expiresAt)}>{formatMoment(attributes.expiresAt)}</time>
          )}
        </Fact>
        {classification.declaredLifetime !== null && (
          <Fact name={t('popup_detail_declared')}>{declaredWords(classification.declaredLifetime)}</Fact>
        )}
        <Fact name={t('popup_detail_https')}>{t(attributes.secure ? 'popup_secure_yes' : 'popup_secure_no')}</Fact>
        <Fact name={t('popup_detail_scripts')}>
          {t(attributes.httpOnly ? 'popup_http_only_yes' : 'popup_http_only_no')}
        </Fact>
        <Fact name={t('popup_detail_other_sites')}>{t(SAME_SITE_WORDS[attributes.sameSite])}</Fact>
        <Fact name={t('popup_detail_party')}>
          {t(classification.party === 'first' ? 'popup_party_first' : 'popup_party_third')}
        </Fact>
        <Fact name={t('popup_detail_basis')}>{t(BASIS_WORDS[classification.basis])}</Fact>
        <Source source={classification.source} />
        {classification.vendor !== null && classification.vendor.policyUrl !== null && (
          <Fact name={t('popup_detail_vendor_policy')}>
            <Reference url={classification.vendor.policyUrl} />
          </Fact>
        )}
      </dl>
    </details>
  );
}

export function Source({ source }: { source: string | null }) {
  if (source === null) return null;
  return (
    <Fact name={t('popup_detail_source')}>
      <Reference url={source} />
    </Fact>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The moment for machines; a cookie may claim one that no calendar has. */
function isoOf(epochMilliseconds: number): string | undefined {
  const date = new Date(epochMilliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * A source is an address, perhaps with a note behind it, or the name of a document; only a web address becomes a link.
 *
 * @param text the words of the link; the address itself unless told
 */
export function Reference({ url, text }: { url: string; text?: string }) {
  const address = /^https?:\/\/\S+/.exec(url)?.[0];
  if (address === undefined) return <bdi>{url}</bdi>;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      <bdi>{text ?? url.replace(/^https:\/\//, '')}</bdi>
    </a>
  );
}
