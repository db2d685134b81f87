import { rich } from '../ui/rich-text.tsx';
import { tn } from '../ui/text.ts';
import { AddedSentence } from './sentence.tsx';

/** So many added sentences are read in their place at once; more are one click deeper. */
const AT_ONCE = 3;

/** Sentences of the page's policy that stand for none of the policy quoted here, after the one they follow. */
export function AddedSentences({ texts, host }: { texts: readonly string[]; host: string }) {
  if (texts.length === 0) return null;
  const sentences = texts.map((text, at) => <AddedSentence key={`${at} ${text}`} text={text} />);
  return (
    <li class="added">
      <span class="number" aria-hidden="true">
        +
      </span>
      <p class="difference">{rich('policy_diff_added', <bdi key="host">{host}</bdi>)}</p>
      <div class="added-sentences">
        {sentences.slice(0, AT_ONCE)}
        {sentences.length > AT_ONCE && (
          <details class="fold">
            <summary>{tn('policy_diff_added_fold', sentences.length - AT_ONCE)}</summary>
            {sentences.slice(AT_ONCE)}
          </details>
        )}
      </div>
    </li>
  );
}

/** A text may have more that is new than is shown; then that is said. */
export function LeftOut({ count }: { count: number }) {
  return count > 0 ? <p class="left-out quiet small">{tn('policy_diff_left_out', count)}</p> : null;
}
