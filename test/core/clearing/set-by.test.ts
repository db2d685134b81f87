import { describe, expect, it } from 'vitest';
import { setterOf } from '../../../src/core/clearing/set-by.ts';
import { headerCookieId } from '../../../src/core/report/document-record.ts';
import { documentWith, keyOf, response, START } from '../report/joined.ts';

const CLEARED = START + 1000;
const setting = { key: keyOf(), httpOnly: false, awaySince: CLEARED, at: CLEARED + 500 };
const header = (at: number) => response({ at, setCookies: ['a=1; Domain=shop.example; Path=/'] });
const evidence = (document: ReturnType<typeof documentWith>, answers = new Map<string, number>()) => ({
  documents: [document],
  shown: [document],
  answers,
});

describe('who set a cookie again', () => {
  it('is the host whose header did, after it was cleared', () => {
    expect(setterOf(setting, evidence(documentWith(header(CLEARED + 480))))).toEqual({
      kind: 'header',
      host: 'www.shop.example',
    });
  });

  it('is a script of the page where no header was seen since, and a script could', () => {
    const document = documentWith(header(CLEARED - 500));
    expect(setterOf(setting, evidence(document))).toEqual({ kind: 'script', host: 'www.shop.example' });
    expect(setterOf({ ...setting, httpOnly: true }, evidence(document))).toBeNull();
  });

  it('is not known where an answer without a document did it, the page is gone, or is another', () => {
    const document = documentWith();
    const answers = new Map([[headerCookieId(keyOf()), CLEARED + 400]]);
    expect(setterOf(setting, evidence(document, answers))).toBeNull();
    expect(setterOf(setting, { ...evidence(document), shown: [] })).toBeNull();
    expect(setterOf({ ...setting, key: keyOf({ domain: 'news.example' }) }, evidence(document))).toBeNull();
  });
});
