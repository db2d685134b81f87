import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CookieRow, PageReport } from '../core/report/page-report.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { formatSince, listPieces } from '../ui/format.ts';
import { HostName } from '../ui/host-name.tsx';
import { rich } from '../ui/rich-text.tsx';
import { t, tn } from '../ui/text.ts';
import { causePhrase } from './observed.ts';
import { CHAPTER_SENTENCES, type Chapter, storyOf } from './story.ts';

interface Props {
  readonly report: PageReport;
  readonly limit: number;
  readonly onShowMore: () => void;
  readonly onShowRow: (rowId: string) => void;
}

/** So many names are read at once; the rest is a number. */
const NAMES_AT_ONCE = 6;

/** What happened on this page, in the order of time. */
export function StoryTab({ report, limit, onShowMore, onShowRow }: Props) {
  const story = useMemo(() => storyOf(report), [report]);
  const left = story.chapters.length - limit;
  return (
    <>
      <ol class="story">
        {story.before.length > 0 && (
          <Moment when={t('popup_story_earlier')} kind="before">
            {rich('popup_story_before', <Names key="names" rows={story.before} onShowRow={onShowRow} />)}
          </Moment>
        )}
        <Moment when={formatSince(0)} kind="begin">
          {rich('popup_story_begin', <HostName key="host" host={report.host} site={report.site} />)}
        </Moment>
        {story.chapters.slice(0, limit).map((chapter) => (
          <Moment key={chapter.id} when={formatSince(chapter.at - report.startedAt)} kind={chapter.kind}>
            <ChapterSentence chapter={chapter} onShowRow={onShowRow} />
          </Moment>
        ))}
      </ol>
      {story.chapters.length + story.before.length === 0 && <p class="empty">{t('popup_story_none')}</p>}
      {left > 0 && (
        <p class="show-more">
          <button type="button" class="button" data-action="show-more" onClick={onShowMore}>
            {tn('popup_show_more', left)}
          </button>
        </p>
      )}
    </>
  );
}

function Moment({ when, kind, children }: { when: string; kind: string; children: ComponentChildren }) {
  return (
    <li class={`moment moment-${kind}`}>
      <span class="moment-when">{when}</span>
      <p class="moment-what">{children}</p>
    </li>
  );
}

function ChapterSentence({ chapter, onShowRow }: { chapter: Chapter; onShowRow: (rowId: string) => void }) {
  const host = chapter.host === null ? t('popup_someone') : <bdi key="host">{chapter.host}</bdi>;
  const names = <Names key="names" rows={chapter.rows} onShowRow={onShowRow} />;
  return <>{rich(CHAPTER_SENTENCES[chapter.kind], host, names, causePhrase(chapter.cause))}</>;
}

/** Cookie names as a list in a sentence; each leads to its row. */
function Names({ rows, onShowRow }: { rows: readonly CookieRow[]; onShowRow: (rowId: string) => void }) {
  const named = rows.slice(0, rows.length > NAMES_AT_ONCE ? NAMES_AT_ONCE - 1 : NAMES_AT_ONCE);
  const rest = rows.length - named.length;
  const nodes = [
    ...named.map((row) => (
      <button key={row.id} type="button" class="name-link" onClick={() => onShowRow(row.id)}>
        <CookieName name={row.key.name} />
      </button>
    )),
    ...(rest > 0 ? [tn('popup_names_more', rest)] : []),
  ];
  let next = 0;
  return <>{listPieces(nodes.map(() => '·')).map(({ type, value }) => (type === 'element' ? nodes[next++] : value))}</>;
}
