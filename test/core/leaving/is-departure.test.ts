import { expect, it } from 'vitest';
import { isDeparture } from '../../../src/core/leaving/is-departure.ts';

const HOME = 'https://www.cloudinary.com/pricing';

it.each([
  { to: 'https://example.org/', leaves: true, why: 'another registrable domain' },
  { to: 'https://cloudinary.com/', leaves: false, why: 'the bare domain is the same site' },
  { to: 'https://res.cloudinary.com/demo/image.jpg', leaves: false, why: 'a sister host is the same site' },
  { to: 'http://www.cloudinary.com/pricing', leaves: false, why: 'the scheme does not make a site' },
  { to: 'https://www.cloudinary.com:8443/', leaves: false, why: 'the port does not make a site' },
  { to: 'https://www.cloudinary.com./', leaves: false, why: 'a fully qualified name is the same name' },
  { to: 'https://cloudinary.com.example.org/', leaves: true, why: 'the name is only a prefix' },
  { to: 'https://evilcloudinary.com/', leaves: true, why: 'sites end at whole labels' },
  { to: 'https://www.cloudinary.com@example.org/', leaves: true, why: 'the name is only a user name' },
  { to: 'https://cloudinary.co.uk/', leaves: true, why: 'another suffix is another owner' },
  { to: 'https://CLOUDINARY.COM/', leaves: false, why: 'host names have no case' },
  { to: 'https://93.184.216.34/', leaves: true, why: 'an address is a site of its own' },
  { to: 'https://xn--80ak6aa92e.com/', leaves: true, why: 'an international name is a site like any other' },
  { to: 'mailto:info@example.org', leaves: false, why: 'it opens a program, not a page' },
  { to: 'javascript:location="https://example.org/"', leaves: false, why: 'what it does is judged when it does it' },
  { to: 'blob:https://example.org/0d1c', leaves: false, why: 'the page made it' },
  { to: 'data:text/html,hello', leaves: false, why: 'the page made it, and browsers do not open it' },
  { to: 'about:blank', leaves: false, why: 'it is nobody’s' },
  { to: 'ftp://example.org/', leaves: false, why: 'no page of the web' },
  { to: 'https://', leaves: false, why: 'not an address' },
])('from the policy’s site, $to leaves: $leaves, because $why', ({ to, leaves }) => {
  expect(isDeparture(HOME, to)).toBe(leaves);
});

it.each([
  { from: 'https://a.github.io/', to: 'https://b.github.io/', leaves: true, why: 'private suffixes count' },
  {
    from: 'https://a.github.io/',
    to: 'https://www.a.github.io/',
    leaves: false,
    why: 'below the private suffix is one owner',
  },
  { from: 'http://localhost:3000/', to: 'http://localhost:8080/', leaves: false, why: 'ports do not count' },
  { from: 'http://localhost/', to: 'http://127.0.0.1/', leaves: true, why: 'without a domain hosts match exactly' },
  { from: 'http://10.0.0.1/', to: 'http://10.0.0.2/', leaves: true, why: 'addresses match exactly' },
  { from: 'http://[::1]/', to: 'http://[::1]:81/', leaves: false, why: 'IPv6 addresses match exactly, ports aside' },
  { from: 'https://bücher.example/', to: 'https://xn--bcher-kva.example/', leaves: false, why: 'both spell one name' },
  { from: 'about:blank', to: 'https://example.org/', leaves: false, why: 'there is no site to leave' },
  { from: 'file:///home/page.html', to: 'https://example.org/', leaves: false, why: 'a file has no site' },
])('from $from to $to leaves: $leaves, because $why', ({ from, to, leaves }) => {
  expect(isDeparture(from, to)).toBe(leaves);
});
