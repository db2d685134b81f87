import { beforeEach, describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { COUNTED, provideMessages, t, textDirection, textLocale, tn, tText } from '../../src/ui/text.ts';
import { english } from './messages.ts';

beforeEach(() => provideMessages(english));

describe('the texts', () => {
  it('fills in what is handed over, literally', () => {
    expect(t('popup_row_first', '$2 <b>')).toBe('$2 <b>, on this site');
  });

  it('picks the plural form and writes the number', () => {
    expect([0, 1, 2, 1234].map((n) => tn('popup_cookies', n))).toEqual([
      '0 cookies',
      '1 cookie',
      '2 cookies',
      '1,234 cookies',
    ]);
  });

  it('shows the id of a message that is missing, rather than nothing', () => {
    provideMessages(() => '');
    expect(t('popup_options')).toBe('popup_options');
    expect(tText({ id: 'nowhere', args: ['1'] })).toBe('nowhere');
  });

  it('lets core count: the first argument picks the form', () => {
    const says = ['1', '5000'].map((n) => tText({ id: 'clause_refused', args: [n] }));
    expect(says).toEqual([english('clause_refused_one', ['1']), english('clause_refused_other', ['5,000'])]);
  });

  it('say of each place what is put into it', () => {
    const placesIn = (text: string) => new Set(text.match(/\$\d/g));
    const unsaid = Object.entries(messages).filter(([, { message, ...more }]) => {
      const said = placesIn('description' in more ? more.description : '');
      return [...placesIn(message)].some((place) => !said.has(place));
    });
    expect(unsaid.map(([id]) => id)).toEqual([]);
  });

  it('asks the browser for no message that is not there: Firefox would write an error for each', () => {
    const counted = new Set(Object.keys(messages).map((id) => /^((?:clause|why)_\w+)_other$/.exec(id)?.[1] ?? ''));
    counted.delete('');
    expect(COUNTED).toEqual(counted);
    const inVain: string[] = [];
    provideMessages((id, args) => {
      if (!Object.hasOwn(messages, id)) inVain.push(id);
      return english(id, args);
    });
    for (const id of counted) tText({ id, args: ['2'] });
    tn('popup_cookies', 2);
    expect(inVain).toEqual([]);
  });

  it('uses the plural forms of a language that has more of them', () => {
    const polish: Record<string, string> = {
      ui_language: 'pl',
      popup_cookies_few: '$1 pliki',
      popup_cookies_other: '$1 plików',
    };
    provideMessages((id, args) => (polish[id] ?? '').replace('$1', args[0] ?? ''));
    expect([2, 5].map((n) => tn('popup_cookies', n))).toEqual(['2 pliki', '5 plików']);
  });

  it.each([
    { browser: 'en-GB', locale: 'en-GB', why: 'the same language, refined' },
    { browser: 'de-DE', locale: 'en', why: 'the texts are English, so their numbers are' },
    { browser: '', locale: 'en', why: 'the browser does not tell' },
  ])('formats as $locale in a browser of "$browser": $why', ({ browser, locale }) => {
    provideMessages(english, browser);
    expect(textLocale()).toBe(locale);
  });

  it('takes the direction from the messages', () => {
    expect(textDirection()).toBe('ltr');
    provideMessages((id) => (id === 'ui_direction' ? 'rtl' : ''));
    expect(textDirection()).toBe('rtl');
  });
});
