import type { PolicySection } from './policy.ts';

/**
 * The privacy policy of cloudinary.com, "Last updated: 5/2013", as archived on 2013-11-27
 * (https://web.archive.org/web/20131127024116id_/http%3A//cloudinary.com/privacy), sentence by sentence and word for
 * word. A quotation: never translated, never edited.
 */
export const CLOUDINARY_2013_SECTIONS: readonly PolicySection[] = [
  {
    id: 'preamble',
    title: 'Cloudinary - Privacy Policy',
    sentences: [
      'Cloudinary Ltd ("The Company") will not sell, rent, or give away any of your personal information without your consent.',
      'The Company may need to purge information from its system from time to time, and does not promise to keep any information beyond what is required by applicable law or regulation.',
    ],
  },
  {
    id: 'collection',
    title: 'INFORMATION COLLECTION',
    sentences: [
      'The Company is the sole owner of the information collected on this site and through any of The Company’s services.',
      'As visitors browse our web site, or your websites, we sometimes track them in order to provide a better service.',
    ],
  },
  {
    id: 'cookies',
    title: 'COOKIES',
    sentences: [
      'cloudinary.com uses "cookies" in order to provide a better service to our users.',
      "Cookies are placed by your browser on your computer's hard drive to assign a unique identification for your computer.",
      'Cloudinary never stores information we consider personal or private in a cookie.',
      'This eliminates the chance of other sites reading our cookies and learning your personal or private information.',
      'Instead, we use cookies to help direct you to the appropriate part of our web site.',
      'For example, a cookie may indicate that you are a repeat visitor to our site.',
      'We will then use that information to present you with more informative pages customized to your preferences.',
      'Our goal is to use cookies in order to provide a personally customized and easy-to-use service.',
      'If you do not want Cloudinary or other websites to use cookies, you can disable them within your browser.',
      'Some portions of the Cloudinary website are still functional without cookies.',
      'Cloudinary uses Remarketing with Google Analytics to advertise online.',
      'Third-party vendors, including Google, may show our ads on sites across the Internet.',
      'We, and third-party vendors, including Google, use first-party cookies (such as the Google Analytics cookie) and third-party cookies (such as the DoubleClick cookie) together to inform, optimize, and serve ads based on our visitors past visits to our website.',
    ],
  },
  {
    id: 'aggregation',
    title: 'DATA AGGREGATION',
    sentences: [
      'Cloudinary may aggregate data we acquire about you and the visitors to your site.',
      'If we assemble this sort of data and provide it to external parties, your personal information (such as your name, email address, and other information specifically tagged to your identity) will never be attached to or included in the aggregated data.',
    ],
  },
  {
    id: 'partners',
    title: 'PROMOTIONAL PARTNERS',
    sentences: [
      'From time to time, Cloudinary may notify you about an offer from one of our promotional partners via our website.',
      'While we may target particular types of users for these offers, we will do all of the targeting within our system.',
      'Our business partners will not have any access to the targeting information, including the names of the people who may be interested in a particular product or service.',
      'Until you affirmatively respond to a promotional offer, we will not reveal any identifying information about you to any of these partners.',
    ],
  },
  {
    id: 'third-party',
    title: 'THIRD PARTY WEBSITES',
    sentences: [
      'The Cloudinary website contain links to the sites of third parties.',
      'Please be aware that we are not responsible for the privacy practices of these external sites.',
      'We encourage users to be aware when they leave our website, and to read the privacy statements of other websites.',
      'We cannot guarantee that these third parties abide by the privacy principles outlined here.',
    ],
  },
  {
    id: 'court-orders',
    title: 'COURT ORDERS',
    sentences: [
      'It is possible that Cloudinary may be required by court order to provide information contained on our website.',
      'Cloudinary may also be required to provide information pursuant to law, applicable regulation, subpoena or other legal process.',
      'If we are ever required to provide information under these circumstances, we will, whenever possible, inform all users whose information we are compelled to reveal.',
    ],
  },
  {
    id: 'changes',
    title: 'NOTIFICATION OF CHANGES',
    sentences: [
      'We will always maintain the overriding principle that we will not sell, rent, or give away any personal information you share with us without your consent.',
      'We do not believe we will need to change that principle going forward.',
      'However, if we do need to change any other aspect of the policy, we will post changes on the website.',
    ],
  },
];
