// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findLink, nodesAround } from '../../../src/content/leaving/find-link.ts';
import { decideLate } from '../../../src/content/leaving/late-decision.ts';

let order: string[];

/** Clicks the link with the guard's listener first, as at the start of a document, then the page's. */
function clickWith(page: (link: HTMLElement) => void): void {
  document.body.innerHTML = '<nav><a href="https://example.org/"><span>out</span></a></nav>';
  const link = document.querySelector('a');
  const inside = document.querySelector('span');
  if (!link || !inside) throw new Error('the page was not built');
  const stop = new AbortController();
  window.addEventListener(
    'click',
    (event) => {
      const found = findLink(event);
      if (found) decideLate(event, nodesAround(found, event), () => order.push('decided'));
    },
    { capture: true, signal: stop.signal },
  );
  page(link);
  inside.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, detail: 1 }));
  stop.abort();
}

beforeEach(() => {
  vi.stubGlobal('chrome', {});
  order = [];
});

describe('a click on a link is decided on', () => {
  it('after every handler of the page', () => {
    clickWith((link) => {
      link.addEventListener('click', () => order.push('link'));
      document.body.addEventListener('click', () => order.push('body'), { once: true });
    });
    expect(order).toEqual(['link', 'body', 'decided']);
  });

  it('where the page stops it, once', () => {
    clickWith((link) => {
      link.addEventListener('click', (event) => {
        order.push('link');
        event.stopPropagation();
      });
    });
    expect(order).toEqual(['link', 'decided']);
  });

  it('not at all, if the page took it for itself', () => {
    clickWith((link) => link.addEventListener('click', (event) => event.preventDefault()));
    expect(order).toEqual([]);
  });
});

describe('the link under a click', () => {
  const found = (html: string, selector: string): string | null => {
    document.body.innerHTML = html;
    const target = document.querySelector(selector);
    let link: Element | null = null;
    window.addEventListener(
      'click',
      (event) => {
        link = findLink(event);
        event.preventDefault();
      },
      { capture: true, once: true },
    );
    target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, detail: 1 }));
    return (link as Element | null)?.id ?? null; // the listener above has run
  };

  it.each([
    { html: '<a id="x" href="/"><b><i>deep</i></b></a>', at: 'i', link: 'x', why: 'it is around what was clicked' },
    { html: '<a id="x"><b>no address</b></a>', at: 'b', link: null, why: 'it leads nowhere' },
    { html: '<a id="x" href="/"><button>b</button></a>', at: 'button', link: null, why: 'the button acts instead' },
    { html: '<p>text</p>', at: 'p', link: null, why: 'there is none' },
    { html: '<svg><a id="x" href="/"><text>t</text></a></svg>', at: 'text', link: 'x', why: 'drawings have links too' },
  ])('is $link in $html: $why', ({ html, at, link }) => {
    expect(found(html, at)).toBe(link);
  });
});
