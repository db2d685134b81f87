import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';

const lookup = createLookup(openCatalogue);
const SHOP = 'www.shop.example';

/**
 * Cookies that the public record is sure of, a line a company: who, for what, on which domain (`-`: the visited site
 * itself), and their names. Written by hand, apart from the data files, so that neither can be wrong alone.
 */
const KNOWN = `
Cloudinary | functional | cloudinary.com | _cld_session_key
Cloudinary | security | - | __cld_token__
Cloudflare | security | cloudinary.com | __cf_bm __cfruid
Cookiebot | consent | cloudinary.com | CookieConsent
Crazy Egg | functional | cloudinary.com | _ce.cch
Marketo | advertising analytics | cloudinary.com | _mkto_trk
Google | analytics | - | __utma __utmb __utmc __utmt __utmt_b __utmz __utmv __utmx __utmxx _ga _ga_ABC123DEF4 _gid _gat _gat_gtag_UA_1234_1 _dc_gtm_UA-1234-1 _gaexp FPID FPLC
Google | advertising | - | _gac_UA-123456-1 _gac_gb_X1 _gcl_au _gcl_aw _gcl_dc _gcl_gb _gcl_gf _gcl_ha _gcl_gs _gcl_ag __gads __gpi __gsas FPAU FPGCLAW FPGCLDC FPGCLGB FPGCLGS FPGSID GED_PLAYLIST_ACTIVITY
Google | advertising | doubleclick.net | id IDE DSID FLC RUL exchange_uid
Google | functional | doubleclick.net | test_cookie
Google | advertising functional | google.com | NID ANID 1P_JAR
Google | security | google.com | AEC
Google | consent | google.com | CONSENT SOCS
Google | functional advertising security analytics | youtube.com | VISITOR_INFO1_LIVE YSC
Meta | advertising | - | _fbp _fbc
Meta | advertising | facebook.com | fr
Meta | advertising | atdmt.com | AA003 ATN
Microsoft | advertising | - | _uetsid _uetvid _uetmsclkid
Microsoft | advertising | bing.com | MUID MUIDB
Microsoft | analytics | - | _clck _clsk
Microsoft | analytics | clarity.ms | CLID SM ANONCHK
LinkedIn | advertising | - | li_fat_id li_giant
LinkedIn | advertising | linkedin.com | li_sugr UserMatchHistory AnalyticsSyncHistory lms_ads
LinkedIn | consent | linkedin.com | li_gc
X | advertising | - | _twclid _twpid
X | advertising | twitter.com | personalization_id guest_id_ads guest_id_marketing
X | advertising | t.co | muc_ads
TikTok | advertising | - | _ttp ttcsid ttclid
TikTok | advertising | tiktok.com | _ttp
Pinterest | advertising | - | _pin_unauth _epik _derived_epik
Pinterest | advertising | pinterest.com | _pinterest_ct_ua
Snap | advertising | - | _scid _scid_r _sctr
Snap | advertising | snapchat.com | sc_at
Reddit | advertising | - | _rdt_uuid _rdt_em _rdt_cid
Criteo | advertising | - | cto_bundle cto_bidid cto_lwid
Criteo | advertising | criteo.com | uid
AdRoll | advertising | - | __adroll_fpc __ar_v4 __adroll_bounced3
AdRoll | advertising | adroll.com | __adroll __adroll_shared
Taboola | advertising | - | trc_cookie_storage
Taboola | advertising | taboola.com | t_gid t_pt_gid taboola_session_id
Outbrain | advertising | - | outbrain_cid_fetch
Outbrain | advertising | outbrain.com | obuid apnxs
The Trade Desk | advertising | adsrvr.org | TDID TDCPM
Xandr | advertising | adnxs.com | uuid2 anj XANDR_PANID uids usersync
Magnite | advertising | rubiconproject.com | khaos audit put_1234
PubMatic | functional | pubmatic.com | KTPCACOOKIE
PubMatic | advertising | pubmatic.com | KADUSERCOOKIE PugT SPugT PUBMDCID KRTBCOOKIE_80 DPSync3 SyncRTB3 pi
Yahoo | advertising | yahoo.com | A3 A1 APID IDSYNC
Amazon Ads | advertising | amazon-adsystem.com | ad-id
Quantcast | advertising | - | __qca
Quantcast | advertising | quantserve.com | mc d
OpenX | advertising | openx.net | i pd
Index Exchange | advertising | casalemedia.com | CMID CMPS CMPRO CMST
BidSwitch | advertising | bidswitch.net | tuuid tuuid_lu c
MediaMath | advertising | mathtag.com | uuid mt_mop
LiveRamp | advertising | - | idl_env _lr_env _lr_retry_request
LiveRamp | advertising | rlcdn.com | rlas3 pxrc
Lotame | advertising functional | - | _cc_id panoramaId
ID5 | advertising | id5-sync.com | id5
LiveIntent | advertising functional | - | _lc2_fpi _li_dcdm_c _li_ss
RTB House | advertising | creativecdn.com | u c ts
StackAdapt | advertising | - | sa-user-id sa-user-id-v2 sa-user-id-v3
Prebid | advertising | - | _pubcid sharedid pbjs-unifiedid
HubSpot | analytics | - | __hstc hubspotutk __hssc __hssrc
Hotjar | analytics | - | _hjid _hjSessionUser_1234 _hjSession_1234 _hjFirstSeen
Adobe | analytics | - | AMCV_ABCDEF1234567890%40AdobeOrg s_vi s_fid s_ecid s_cc s_sq mbox
Adobe | advertising | demdex.net | demdex dextp dst
6sense | analytics advertising | - | _gd_visitor _gd_session _gd_svisitor _an_uid
6sense | analytics advertising | 6sc.co | 6suuid
Segment | analytics | - | ajs_user_id ajs_anonymous_id ajs_group_id
Mixpanel | analytics | - | mp_0123abcd_mixpanel
Amplitude | analytics | - | AMP_0123456789 amplitude_id_0123abcdshop.example
Heap | analytics | - | _hp2_id.1234
FullStory | analytics | - | fs_uid
VWO | analytics | - | _vwo_uuid _vwo_uuid_v2 _vis_opt_s
Optimizely | analytics | - | optimizelyEndUserId
Chartbeat | analytics | - | _cb _chartbeat2
Yandex | analytics | - | _ym_uid _ym_d _ym_isad
Yandex | analytics advertising | yandex.ru | yandexuid
Piano | analytics | - | _pcid __tbc
Klaviyo | analytics advertising | - | __kla_id
Crazy Egg | analytics | - | _ce.s _CEFT
Matomo | analytics | - | _pk_id.1.1fff _pk_ses.1.1fff
Contentsquare | analytics | - | _cs_id _cs_s
Shopify | analytics | - | _shopify_y _shopify_s
`;

const rows = KNOWN.trim()
  .split('\n')
  .flatMap((line) => {
    const [vendor = '', purposes = '', domain = '', names = ''] = line.split('|').map((part) => part.trim());
    return names.split(' ').map((name) => ({ vendor, purposes, domain: domain === '-' ? SHOP : domain, name }));
  });

describe('the cookies that the public record is sure of', () => {
  it.each(rows)('$name on $domain is $vendor’s, for $purposes', ({ vendor, purposes, domain, name }) => {
    const found = lookup.classify({ name, domain }, 'shop.example');
    expect(found.vendor?.name).toBe(vendor);
    expect(purposes.split(' ')).toContain(found.purpose);
  });
});

describe('names that mislead', () => {
  it.each([
    ...[
      'id',
      'u',
      'uid',
      'c',
      'ts',
      'i',
      'mc',
      'd',
      'pd',
      'pi',
      'fr',
      'sb',
      'xs',
      'uuid',
      'tuuid',
      'token',
      'session',
      'sid',
      'uids',
      'anj',
      'audit',
      'sess',
      'A1',
      'A3',
      'B',
      'SM',
      'MR',
    ].map((name) => ({ name, domain: SHOP, why: 'a short name of a site’s own' })),
    ...[
      'IDE',
      'DSID',
      'TDID',
      'demdex',
      'khaos',
      'test_cookie',
      'NID',
      'MUID',
      'UserMatchHistory',
      'KADUSERCOOKIE',
      'obuid',
      'CMID',
    ].map((name) => ({ name, domain: SHOP, why: 'a company’s name on another domain' })),
    ...[
      '_gatsby',
      '_pk_refresh',
      '_li_session',
      'dtSale',
      '_ga_ABC1',
      '_evga_banner',
      '_gasp',
      '_ga4',
      '_gaq',
      '_gidx',
      '_fbpx',
      '_hjx',
      '__utm',
      '__utmq',
      '_session_id',
      '_s',
      '_sx',
      '_snapshot',
      '_scroll',
      '_uet',
      '_pk',
      '_cbx',
      '_GA',
      '_Fbp',
      'ide',
      'cto_',
      'mp_',
      'amp_',
      'AMP_',
      '__cf',
      'ajs_',
      '_ga_',
      '_ga_lowercase',
    ].map((name) => ({ name, domain: SHOP, why: 'like a known name, and another' })),
    ...['cloudinary.com.evil.example', 'evilcloudinary.com', 'cloudinary.com.', 'cloudinary-com.example']
      .filter((domain) => !domain.endsWith('.'))
      .map((domain) => ({ name: '_cld_session_key', domain, why: 'a host that only looks like Cloudinary’s' })),
    ...['doubleclick.net.evil.example', 'evildoubleclick.net', 'doubleclick.net.shop.example'].map((domain) => ({
      name: 'IDE',
      domain,
      why: 'a host that only looks like DoubleClick’s',
    })),
    ...['_session_id', '_cld_session', 'user', 'lang', 'theme', 'cart'].map((name) => ({
      name,
      domain: 'cloudinary.com',
      why: 'nothing is known of it there',
    })),
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '', ' '].map((name) => ({
      name,
      domain: 'doubleclick.net',
      why: 'no name is special',
    })),
  ])('"$name" on $domain is not known: $why', ({ name, domain }) => {
    expect(lookup.classify({ name, domain }, 'shop.example').entryId).toBeNull();
  });
});
