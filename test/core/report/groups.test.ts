import { describe, expect, it } from 'vitest';
import { groupRows, scopeOf } from '../../../src/core/report/groups.ts';
import { REPORTS, row } from '../../gallery/reports.ts';

const namesOf = (rows: Parameters<typeof groupRows>[0]) => groupRows(rows, 'shop.example').map(({ name }) => name);
const ads = (name: string, vendor: readonly [string, string]) =>
  row({ name, domain: `${vendor[0]}.example`, party: 'third', verdict: 'general', vendor, purpose: 'advertising' });

describe('the groups of the list', () => {
  it('puts what goes against the policy first, then Cloudinary, advertising, others, the site, unknown domains', () => {
    const rows = [
      row({ name: 'x', domain: 'who.example', party: 'third', verdict: 'unknown' }),
      row({ name: 'basket', domain: 'shop.example', verdict: 'unknown' }),
      row({
        name: 'cf',
        domain: 'cf.example',
        party: 'third',
        verdict: 'unmentioned',
        vendor: ['cf', 'Cloudflare'],
        purpose: 'security',
      }),
      ads('a', ['google', 'Google']),
      row({
        name: 'sid',
        domain: 'cloudinary.com',
        party: 'third',
        verdict: 'general',
        vendor: ['cloudinary', 'Cloudinary'],
        purpose: 'functional',
      }),
      row({ name: 'mail', domain: 'leak.example', party: 'third', verdict: 'against', vendor: ['leak', 'Leak'] }),
    ];
    expect(namesOf(rows)).toEqual(['Leak', 'Cloudinary', 'Google', 'Cloudflare', 'shop.example', 'who.example']);
  });

  it('puts the company with more cookies first, and equal ones by name', () => {
    const rows = [ads('a', ['b', 'Bee']), ads('b', ['a', 'Ant']), ads('c', ['c', 'Cat']), ads('d', ['c', 'Cat'])];
    expect(namesOf(rows)).toEqual(['Cat', 'Ant', 'Bee']);
  });

  it('gathers unknown hosts under the widest of their domains', () => {
    const unknown = (domain: string) => row({ name: domain, domain, party: 'third', verdict: 'unknown' });
    expect(namesOf([unknown('a.b.t.example'), unknown('t.example'), unknown('at.example')])).toEqual([
      't.example',
      'at.example',
    ]);
  });

  it('orders the rows of a group by verdict and name, whenever they came', () => {
    const google = (name: string, verdict: 'named' | 'general') =>
      row({ name, domain: 'g.example', party: 'third', verdict, vendor: ['google', 'Google'] });
    const one = [google('b', 'general'), google('z', 'named'), google('a', 'general')];
    const order = (rows: typeof one) =>
      groupRows(rows, 's.example').flatMap((group) => group.rows.map(({ key }) => key.name));
    expect(order(one)).toEqual(['z', 'a', 'b']);
    expect(order([...one].reverse())).toEqual(['z', 'a', 'b']);
  });

  it('copes with names and domains that are words of the language', () => {
    const rows = ['__proto__', 'constructor', 'toString'].map((name) =>
      row({ name, domain: name, party: 'third', verdict: 'unknown' }),
    );
    expect(namesOf(rows)).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('clears a company by its id, and an unknown domain by exactly the cookies still stored', () => {
    const [company] = groupRows([ads('a', ['google', 'Google'])], 's.example');
    const stored = row({ name: 'a', domain: 'who.example', party: 'third', verdict: 'unknown' });
    const [domain] = groupRows([stored, { ...stored, id: 'other', status: 'refused' }], 's.example');
    expect(company && scopeOf(company, 7)).toEqual({ kind: 'vendor', tabId: 7, vendorId: 'google' });
    expect(domain && scopeOf(domain, 7)).toEqual({ kind: 'cookies', tabId: 7, keys: [stored.key] });
  });

  it('groups 10,000 cookies without a cost that grows with their square', () => {
    expect(groupRows(REPORTS.many.rows, 'shop.example')).toHaveLength(41);
  });
});
