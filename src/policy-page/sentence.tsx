import type { ClauseComparison, DiffPart } from '../core/policy/policy-comparison.ts';
import { type MessageId, t, textDirection, textLocale } from '../ui/text.ts';

/** One sentence of the policy, in its own language and direction; where it is compared, with what became of its words. */
export function Sentence({ text, comparison }: { text: string; comparison: ClauseComparison | null }) {
  return (
    <p class="sentence" lang="en" dir="ltr">
      {comparison === null || comparison.kind === 'same'
        ? text
        : partsOf(text, comparison).map((part, at, parts) => (
            <Words key={`${at} ${part.kind}`} part={part} before={parts[at - 1]} />
          ))}
    </p>
  );
}

/** A sentence that the policy quoted here does not have. It is a page's own text. */
export function AddedSentence({ text }: { text: string }) {
  return (
    <p class="sentence" lang="en" dir="auto">
      <Words part={{ kind: 'new', text }} />
    </p>
  );
}

function partsOf(text: string, { kind, words }: ClauseComparison): readonly DiffPart[] {
  return kind === 'gone' ? [{ kind: 'gone', text }] : words;
}

function Words({ part: { kind, text }, before }: { part: DiffPart; before?: DiffPart | undefined }) {
  if (kind === 'same') return <>{text}</>;
  const touching = before?.kind === 'gone' && !/\s$/.test(before.text) && !/^\s/.test(text);
  // The spaces around are no words: a line through them or under them would only be in the way.
  const words = text.trim();
  const at = text.indexOf(words);
  return (
    <>
      {text.slice(0, at)}
      {kind === 'gone' ? (
        <del>
          <Heard message="policy_diff_gone">{words}</Heard>
        </del>
      ) : (
        <ins class={touching ? 'instead' : undefined}>
          <Heard message="policy_diff_new">{words}</Heard>
        </ins>
      )}
      {text.slice(at + words.length)}
    </>
  );
}

/** Any character that no message has. */
const PLACE = '\ue001';

/** Words, with a message around them that only a screen reader hears: strokes and lines are not read out everywhere. */
function Heard({ message, children }: { message: MessageId; children: string }) {
  const [before, after] = t(message, PLACE).split(PLACE);
  return (
    <>
      <span class="heard" lang={textLocale()} dir={textDirection()}>
        {before}
      </span>
      {children}
      <span class="heard" lang={textLocale()} dir={textDirection()}>
        {after}
      </span>
    </>
  );
}
