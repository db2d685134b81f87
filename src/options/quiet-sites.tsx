import { t } from '../ui/text.ts';
import { EditedList } from './edited-list.tsx';

interface Props {
  readonly sites: readonly string[];
  readonly onChange: (sites: readonly string[]) => void;
}

/** The sites one is never asked about. */
export function QuietSites({ sites, onChange }: Props) {
  return (
    <EditedList
      id="quiet"
      heading={t('options_quiet')}
      note={t('options_quiet_note')}
      items={[...sites].sort().map((site) => ({
        id: site,
        text: site,
        content: (
          <bdi class="name" dir="ltr">
            {site}
          </bdi>
        ),
      }))}
      sites={sites}
      onAdd={(site) => onChange([...sites, site])}
      onRemove={(site) => onChange(sites.filter((other) => other !== site))}
      found="options_quiet_found"
      notFound="options_quiet_not_found"
    />
  );
}
