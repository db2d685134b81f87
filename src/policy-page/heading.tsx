import { CLOUDINARY_2013 } from '../core/policy/cloudinary-2013.ts';
import { ClauseHeading } from '../ui/quotation.tsx';
import { rich } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';

/** When the copy was made that the text is quoted from, and where it is. */
const ARCHIVED = '2013-11-27';
const ARCHIVE = 'https://web.archive.org/web/20131127024116id_/http%3A//cloudinary.com/privacy';

/** The title as the policy writes it, its date, and where the text is from. */
export function Heading() {
  return (
    <header class="heading">
      <p class="name-of-it quiet">{t('extension_name')}</p>
      <h1 id="section-preamble" lang="en" dir="ltr">
        <ClauseHeading>{CLOUDINARY_2013.title}</ClauseHeading>
      </h1>
      <p class="dateline">
        {rich(
          'policy_dateline',
          <LastUpdated key="date" />,
          <time key="archived" dateTime={ARCHIVED}>
            {ARCHIVED}
          </time>,
          <a key="archive" href={ARCHIVE} target="_blank" rel="noreferrer">
            {t('policy_archive')}
          </a>,
        )}{' '}
        {t('policy_today')}
      </p>
      <p class="lead quiet">{t('policy_lead')}</p>
    </header>
  );
}

/** The policy's own last line. A quotation, so it is in no message. */
export function LastUpdated() {
  return (
    <bdi class="last-updated" lang="en" dir="ltr">
      Last updated: {CLOUDINARY_2013.date}
    </bdi>
  );
}
