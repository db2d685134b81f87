import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import { CLAUSES } from './clauses.ts';
import { CLOUDINARY_2013_CLAIMS } from './cloudinary-2013-claims.ts';
import type { Policy } from './policy.ts';

/** Cloudinary's policy of 5/2013. That it is in force today is not known, and nothing here says so. */
export const CLOUDINARY_2013: Policy = {
  id: 'cloudinary-2013-05',
  title: 'Cloudinary - Privacy Policy',
  date: '5/2013',
  domains: [POLICY_DOMAIN],
  vendor: 'cloudinary',
  clauses: CLAUSES,
  coverage: {
    personalData: ['cookies.3'],
    personalDataLearnt: ['cookies.4'],
    named: { ga: ['cookies.13'], doubleclick: ['cookies.13'] },
    own: ['cookies.1'],
    ownVisitor: ['cookies.2', 'cookies.6'],
    ownFunctional: ['cookies.8'],
    otherAdvertising: ['cookies.12', 'cookies.13'],
    otherAnalytics: ['cookies.13'],
    otherSites: ['collection.2'],
  },
  claims: CLOUDINARY_2013_CLAIMS,
};
