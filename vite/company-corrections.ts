import type { Business } from '../src/core/catalogue/business.ts';

/*
 * What `third-party-web` has wrong, or right for its own question (whose script is it?) and not for ours (who set this
 * cookie?). Looked through by hand for version 0.30.0.
 */

/**
 * Hosts where many companies' files lie side by side: such a name says who rented the place. Those of the public suffix
 * list's private part, such as `cloudfront.net`, need no line here.
 */
export const SHARED_PLACES: readonly string[] = [
  'agcdn.com',
  'alphacdn.net',
  'amazonaws.com',
  'b-cdn.net',
  'bitgravity.com',
  'bulkstorage.ca',
  'cachefly.net',
  'cdn77.org',
  'cdndelivery.net',
  'cdngc.net',
  'cdnetworks.net',
  'consensu.org', // IAB Europe's, with a sub-domain for each maker of consent banners
  'dropboxusercontent.com',
  'edge-cdn.net',
  'edgecastdns.net',
  'fastestcdn.net',
  'fastly.net',
  'footprint.net',
  'gccdn.net',
  'googleusercontent.com',
  'h-cdn.com',
  'hiberniacdn.com',
  'hwcdn.net',
  'imgix.net',
  'insnw.net',
  'kinxcdn.com',
  'kxcdn.com',
  'leasewebcdn.com',
  'llnwd.net',
  'mgcdn.com',
  'miisolutions.net',
  'mncdn.com',
  'msecnd.net',
  'msedge.net',
  'netdna-cdn.com',
  'netdna-ssl.com',
  'netlifyusercontent.com',
  'objectstore.eu',
  'rawgit.com',
  'sirv.com',
  'squixa.net',
  'turbobytes.net',
  'warpcache.net',
  'windows.net',
  'xlcdn.com',
];

/** Domains that the list gives to a company they do not belong to, and slips of the pen. */
export const NOT_THEIRS: readonly string[] = [
  '01net.com', // a newspaper, not Smart AdServer
  'aniview.com', // not Tealium
  'cloudfront.ne', // a misspelt cloudfront.net
  'company-target.com', // Demandbase, not Iponweb
  'delvenetworks.com', // Limelight, not Tealium
  'limelight.com', // likewise
  'myspace.com', // not Specific Media, for years
  'net.net', // not JustPremium
  'testtesttest.com', // an entry for tests
  'ywxi.net', // TrustedSite, not Tencent
];

/** Companies as they are called today, or as the catalogue calls them; the list is older than some names. */
export const NAMES: Readonly<Record<string, string>> = {
  'Adobe Systems': 'Adobe',
  'Amazon Web Services': 'Amazon',
  'AOL / Oath / Verizon Media': 'AOL',
  AppNexus: 'Xandr',
  'Baidu Analytics': 'Baidu',
  'Bing Ads': 'Microsoft',
  'Bonne Terre t/a Sky Vegas (Sky)': 'Sky',
  'ByteDance Ltd': 'TikTok',
  Captiify: 'Captify Media',
  Conversant: 'Epsilon',
  'Digitial Point': 'Digital Point',
  Ericcson: 'Ericsson',
  'European Interactive Digital ad Alli': 'European Interactive Digital Advertising Alliance',
  Facebook: 'Meta',
  'Google FundingChoices': 'Google',
  Gycat: 'Gfycat',
  Hexton: 'Hextom',
  'LinkedIn Ads': 'LinkedIn',
  'LiveRamp IdentityLink': 'LiveRamp',
  'LongTail Ad Solutions': 'JW Player',
  McAffee: 'McAfee',
  'Millwood Brown Digital': 'Millward Brown Digital',
  'OpenX Technologies': 'OpenX',
  Optanon: 'OneTrust',
  'PayPal Ads': 'PayPal',
  Piwik: 'Piwik PRO',
  'PollDaddy (Automattic)': 'Automattic',
  'Quora Ads': 'Quora',
  Reklama: 'Wirtualna Polska',
  'Rubicon Project': 'Magnite',
  'Salesforce.com': 'Salesforce',
  Signyfyd: 'Signifyd',
  Snapchat: 'Snap',
  'StrÃ¶er Digital Media': 'Stroeer Digital Media',
  'The Wall Street Jounal': 'The Wall Street Journal',
  Twitter: 'X',
  Webtreck: 'Webtrekk',
  YouTube: 'Google',
  Zolando: 'Zalando',
};

/** Put in for a company where the list knows none; the product's name says more. */
export const NO_COMPANIES: ReadonlySet<string> = new Set(['(community-funded)', 'Open Source']);

/**
 * Companies that are in another business than the tracker for which the list has them: one reads a newspaper or buys
 * something there, and its own cookies are not those of "an advertising company".
 */
export const OTHER_BUSINESS: ReadonlySet<string> = new Set([
  'Accenture',
  'Answers',
  'AOL',
  'Apple',
  'Automattic',
  'Bet365',
  'Better Business Bureau',
  'BuzzFeed',
  'Channel 5 Media',
  'eBay',
  'eKomi',
  'Equifax',
  'Everyday Health',
  'Feefo',
  'Guardian Media',
  'HERE',
  'Hewlett-Packard Development Company',
  'Hootsuite',
  'HotUKDeals',
  'IBM',
  'JW Player',
  'LINE Corporation',
  'LoginRadius',
  'Mastercard',
  'News',
  'Nexstar Media Group',
  'Okta',
  'Onet',
  'Ooyala',
  'OpenText',
  'Oracle',
  'PayPal',
  'PistonHeads',
  'Quora',
  'RCS Media Group',
  'Reviews.co.uk',
  'Reviews.io',
  'Samsung Electronics',
  'SAP',
  'SAS Institute',
  'Spiceworks',
  'SurveyMonkey',
  'Teradata',
  'The AA',
  'The Guardian',
  'Tivo',
  'Tray Commerce',
  'Trust Pilot',
  'Unidays',
  'VouchedFor',
  'Wayfair',
  'Wirtualna Polska',
  'Wowcher',
  'Yahoo! JAPAN',
  'Zoover',
]);

/** The list's categories as businesses; `null` is neither here nor there. `cdn` and `hosting` are left out as a whole. */
export const BUSINESSES: Readonly<Record<string, Business | null>> = {
  ad: 'advertising',
  marketing: 'advertising',
  analytics: 'analytics',
  social: 'social',
  'tag-manager': 'tag-manager',
  'customer-success': 'customer-service',
  'consent-provider': 'consent',
  video: 'video',
  content: null,
  utility: null,
  other: null,
};
