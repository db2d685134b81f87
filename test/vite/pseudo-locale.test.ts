import { describe, expect, it } from 'vitest';
import { pseudoLocale, pseudoLocalePlugin } from '../../vite/pseudo-locale.ts';

const messages = {
  ui_language: { message: 'en' },
  ui_direction: { message: 'ltr' },
  greet: { message: 'Hello $1, that is $$5' },
};

describe('the pseudo-locale', () => {
  it('wraps, accents and lengthens every text, and keeps the places and the dollars', () => {
    const text = pseudoLocale(messages, 'long').greet?.message ?? '';
    expect(text).toMatch(/^⟦Hélló \$1, thát íš \$\$5( ~)+⟧$/);
    expect(text.length).toBeGreaterThan('Hello $1, that is $$5'.length * 1.4);
  });

  it.each([
    { kind: 'long', direction: 'ltr' },
    { kind: 'rtl', direction: 'rtl' },
  ] as const)('keeps the language, and runs $direction as "$kind"', ({ kind, direction }) => {
    const made = pseudoLocale(messages, kind);
    expect([made.ui_language?.message, made.ui_direction?.message]).toEqual(['en', direction]);
  });

  it('is off unless asked for, and refuses a kind it does not know', () => {
    expect(pseudoLocalePlugin(undefined)).toBeNull();
    expect(() => pseudoLocalePlugin('upside-down')).toThrow(
      'PSEUDO_LOCALE is "upside-down"; it may be "long" or "rtl"',
    );
  });
});
