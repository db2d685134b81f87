import { describe, expect, it } from 'vitest';
import { askedOf } from '../../src/content/collect-urls.ts';

const entries = (...names: string[]) => names.map((name) => ({ name, duration: 12 }));
const OWN = 'https://www.shop.example';

describe('the addresses that a document asked for', () => {
  it('are those of others, the newest first, each once', () => {
    const asked = entries('https://a.example/1', 'https://b.example/2', 'https://a.example/1', 'data:text/plain,x');
    expect(askedOf(asked, OWN)).toEqual(['https://a.example/1', 'https://b.example/2']);
  });

  it('leave out the document’s own, and not others that speak of it', () => {
    const told = 'https://ads.example/pixel?page=https://www.shop.example/basket&uid=x9y8z7w6v5u4';
    const alike = 'https://www.shop.example.evil.example/?uid=x9y8z7w6v5u4';
    expect(askedOf(entries(`${OWN}/style.css`, told, alike), OWN)).toEqual([alike, told]);
  });

  it('of a frame take in its own site, which is another one than the page’s', () => {
    expect(askedOf(entries(`${OWN}/pixel?uid=x9y8z7w6v5u4`), null)).toHaveLength(1);
  });

  it('leave out what took no time: it did not go out', () => {
    expect(askedOf([{ name: 'https://ads.example/?uid=x9y8z7w6v5u4', duration: 0 }], OWN)).toEqual([]);
  });

  it('are bounded in number and length', () => {
    const many = entries(...Array.from({ length: 1000 }, (_, n) => `https://ads.example/${n}`));
    expect(askedOf(many, OWN)).toHaveLength(300);
    expect(askedOf(many, OWN)[0]).toBe('https://ads.example/999');
    expect(askedOf(entries(`https://ads.example/${'x'.repeat(5000)}`), OWN)).toEqual([]);
  });
});
