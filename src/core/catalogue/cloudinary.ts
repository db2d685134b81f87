import { isWithinDomain, normaliseHost } from '../cookies/within-domain.ts';

/** Registrable domain of Cloudinary: its own pages and cookies, and its delivery hosts. */
export const POLICY_DOMAIN = 'cloudinary.com';

/** True for `cloudinary.com` and every host below it, as the browser writes hosts and cookie domains. */
export function isOfPolicyDomain(host: string): boolean {
  return isWithinDomain(host, POLICY_DOMAIN);
}

/** The hosts of its own website; below `cloudinary.com` there are also customers' pictures, a forum, documents of others. */
export function isPolicyWebsite(host: string): boolean {
  return host === POLICY_DOMAIN || host === `www.${POLICY_DOMAIN}`;
}

/** Delivery hosts of earlier years that lie outside Cloudinary's domain. Exact: their siblings are other companies'. */
export const OLD_CDN_HOSTS: readonly string[] = [
  'cloudinary-a.akamaihd.net',
  'd3jpl91pxevbkh.cloudfront.net',
  'dwgyu36up6iuz.cloudfront.net',
];

/**
 * True for a host that is Cloudinary's by its name: `cloudinary.com`, anything below it, or one of the old delivery
 * hosts. A customer's own name for its delivery is not told by the name; `cloudinary.com.evil.example` is nobody's.
 */
export function isCloudinaryHost(host: string): boolean {
  const clean = normaliseHost(host);
  return isOfPolicyDomain(clean) || OLD_CDN_HOSTS.includes(clean);
}

/** How a host is known to be Cloudinary's by its name alone, or `null`. Subdomains of the old hosts are not. */
export function markOfHost(host: string): 'domain' | 'old-cdn' | null {
  if (isOfPolicyDomain(host)) return 'domain';
  return OLD_CDN_HOSTS.includes(host) ? 'old-cdn' : null;
}
