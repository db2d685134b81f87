import { t } from './text.ts';

/**
 * A cookie's name as it can be read: a page may choose one that is empty, 4 KB long, or made of characters that hide
 * or turn the text around them. Those are written out as code points; the length is bounded by the style.
 */
export function CookieName({ name }: { name: string }) {
  if (name === '') return <span class="name nameless">{t('ui_nameless')}</span>;
  return (
    <bdi class="name" dir="ltr" translate={false}>
      {visibleName(name)}
    </bdi>
  );
}

/** Characters that show nothing or steer the text, but for the joiner inside an emoji. */
const UNSEEN = /(?!(?<=\p{Extended_Pictographic}|\ufe0f)\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function visibleName(name: string): string {
  return name.replace(UNSEEN, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
