// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { VERDICT_ORDER } from '../../src/core/policy/verdict.ts';
import { ClauseMark } from '../../src/ui/clause-mark.tsx';
import { CLAUSE_STATUS_ORDER } from '../../src/ui/clause-words.ts';
import { visibleName } from '../../src/ui/cookie-name.tsx';
import { HostName } from '../../src/ui/host-name.tsx';
import { VerdictMark } from '../../src/ui/verdict-mark.tsx';

describe('a cookie’s name', () => {
  it.each([
    { name: 'a\u202eb', shown: 'a\\u202eb', why: 'it would turn the text around' },
    { name: 'a\tb\n', shown: 'a\\u0009b\\u000a', why: 'it would look like spaces' },
    { name: 'a\u200bb', shown: 'a\\u200bb', why: 'it would look like "ab"' },
    { name: '👩‍👩‍👧', shown: '👩‍👩‍👧', why: 'the joiner belongs to the emoji' },
    { name: 'a\u200db', shown: 'a\\u200db', why: 'the joiner joins nothing' },
    { name: 'naïve', shown: 'naïve', why: 'letters are letters' },
  ])('is written out where it hides something: $why', ({ name, shown }) => {
    expect(visibleName(name)).toBe(shown);
  });
});

describe('a host', () => {
  it.each([
    { host: 'www.shop.example', site: 'shop.example', html: 'www.<b>shop.example</b>' },
    { host: 'shop.example', site: 'shop.example', html: '<b>shop.example</b>' },
    { host: '127.0.0.1', site: '127.0.0.1', html: '<b>127.0.0.1</b>' },
    { host: 'evilshop.example', site: 'shop.example', html: '<b>evilshop.example</b>' },
  ])('$host stands out as $html', ({ host, site, html }) => {
    const root = document.createElement('p');
    render(<HostName host={host} site={site} />, root);
    expect(root.querySelector('bdi')?.innerHTML).toBe(html);
  });
});

describe('the marks', () => {
  it('are six shapes, so that no verdict is told by colour alone', () => {
    const shapes = VERDICT_ORDER.map((verdict) => {
      const root = document.createElement('p');
      render(<VerdictMark verdict={verdict} />, root);
      return root.querySelector('svg')?.innerHTML;
    });
    expect(new Set(shapes).size).toBe(6);
  });

  it('of clauses are five shapes, for the same reason', () => {
    const shapes = CLAUSE_STATUS_ORDER.map((status) => {
      const root = document.createElement('p');
      render(<ClauseMark kind={status} />, root);
      return root.querySelector('svg')?.innerHTML;
    });
    expect(new Set(shapes).size).toBe(5);
  });
});
