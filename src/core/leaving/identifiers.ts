/**
 * Query parameters that tell the next site which ad, mail or campaign brought the visitor: numbers for one click or one
 * recipient, and campaign labels. Lower case; compared so.
 */
const NAMES: ReadonlySet<string> = new Set(
  [
    // Google: ads, and the link between two Analytics properties
    'gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _gl _ga _gac',
    // Meta, Microsoft, X, TikTok, LinkedIn, Yandex, Snap, Pinterest, Reddit
    'fbclid igshid igsh msclkid twclid ttclid li_fat_id yclid ysclid _openstat sccid epik rdt_cid',
    // Mailings: Mailchimp, Marketo, HubSpot, Klaviyo, Drip, Vero, Omeda, Adobe
    'mc_cid mc_eid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking _kx __s vero_id vero_conv',
    'oly_anon_id oly_enc_id s_cid ef_id',
    // Affiliate and ad networks
    'irclickid irgwc cjevent awc ranmid raneaid ransiteid wickedid tblci dicbo obclid ndclid',
    'matomo_campaign pk_campaign pk_kwd',
  ].flatMap((line) => line.split(' ')),
);
const UTM = /^utm_[a-z_]+$/;

/** The identifiers that a link carries, by name, in the order of the link, each once. */
export function identifiersIn(url: URL): readonly string[] {
  const found = new Set<string>();
  for (const pair of pairsOf(url.search)) {
    const name = nameOf(pair);
    if (isIdentifier(name)) found.add(name);
  }
  return [...found];
}

/**
 * The same link without its identifiers. Everything else stays byte for byte, in its order: a query is not re-encoded,
 * because servers compare signatures over it.
 *
 * @param more names of other parameters to leave out, as they are decoded
 */
export function cleanUrl(url: URL, more: readonly string[] = []): string {
  const pairs = pairsOf(url.search);
  const kept = pairs.filter((pair) => {
    const name = nameOf(pair);
    return !isIdentifier(name) && !more.includes(name);
  });
  if (kept.length === pairs.length) return url.href;
  const clean = new URL(url.href);
  clean.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return clean.href;
}

function isIdentifier(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || UTM.test(lower);
}

function pairsOf(search: string): readonly string[] {
  return search.length < 2 ? [] : search.slice(1).split('&');
}

/** The decoded name of a `name=value` pair; a broken escape leaves it as written. */
function nameOf(pair: string): string {
  const [name] = new URLSearchParams(pair).keys();
  return name ?? '';
}
