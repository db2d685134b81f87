import { once } from '../once.ts';
import { emailsIn } from './email.ts';
import type { PersonalDataFact, PersonalDataKind } from './personal-data.ts';

type Find = Pick<PersonalDataFact, 'kind' | 'masked'>;

/** Labels that only people have. */
const NAME_LABELS = words('firstname givenname forename lastname surname familyname fullname realname');
/** Labels that things carry as well as people: they say a name only beside something that is surely a person's. */
const LOOSE_NAME_LABELS = words('name displayname username user customer customername contact contactname fname lname');
const PHONE_LABELS = words(
  'phone phonenumber phoneno tel telephone telephonenumber mobile mobilenumber mobilephone cell cellphone msisdn',
);
/** Of these labels short numbers are sizes and counts as well. */
const WEAK_PHONE_LABELS = words('tel mobile cell');
/** Words before a label that say whose it is: `user_phone`, `billingFirstName`. */
const OWNERS = words('user customer client member visitor contact person my billing shipping lead account profile');
/** What a record of somebody is called; a name in it, beside an id, is that somebody's. */
const PERSONS = words('user userinfo userdata userprofile currentuser loggedinuser profile me member person');
const HASH_LABELS = words(
  'em hem emailhash hashedemail emailhashed emailmd5 emailsha1 emailsha256 md5email sha1email sha256email sha256emailaddress',
);
const IP_LABELS = words('ip ipaddr ipaddress clientip userip visitorip remoteip remoteaddr ipv4 ipv6');
const LATITUDE_LABELS = words('lat latitude geolat');
const LONGITUDE_LABELS = words('lon lng long longitude geolon geolng geolong');
const PAIR_LABELS = words('latlng latlon latlong coords coordinates geo geolocation');

/** Letters of any script, with what names join them by. */
const personName = once(() => /^\p{L}[\p{L}\p{M}'’. -]{0,58}[\p{L}\p{M}.]$/u);
const capitalisedWords = once(() => /^\p{Lu}[\p{L}\p{M}'’.-]{0,30}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,30}){1,3}$/u);
const HEX_DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
const PHONE = /^\+?[0-9(][0-9 ()./-]{5,22}[0-9]$/;
const DOTTED_QUAD = /^(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\.|$)){4}$/;
const DEGREES = /^-?[0-9]{1,3}(?:\.[0-9]{1,12})$/;

/** Words that stand where a name could and are none: nobody, and what forms say of a field. Of these alone is no name. */
const NO_NAMES = words(
  'null undefined true false none unknown anonymous guest visitor user customer member test default na admin ' +
    'required optional hidden visible text string field input label placeholder value valid invalid missing empty error ' +
    'enabled disabled readonly editable prefill prefilled filled autofill autocomplete set unset show hide shown on off ' +
    'yes no ok asc desc ascending descending sort sorted varchar object property column key first last full middle given ' +
    'family name names your enter please the is not',
);

/** Words of products, tools and pages: with one of them, two capitalised words are no person. */
const THING_WORDS = words(
  'ad ads adobe advertising all allow analytics android app apple blog campaign chrome cloud cookie cookies dark default ' +
    'desktop edge english essential facebook firefox free functional google group home inc light limited linkedin linux ' +
    'ltd mac main marketing media microsoft mobile mode necessary new offer page performance plan policy preferences ' +
    'premium privacy pro safari sale search service session shop site social spring standard states statistics store ' +
    'strictly summer tag targeting team test the tracking trial united version web website windows winter',
);

/**
 * What a labelled value is, going by its label and its look together. Neither alone is enough: a bare number is no
 * telephone number, and `mobile=1` is none either.
 */
export function findLabelled(label: string, raw: string): Find[] {
  const key = plainLabel(label);
  const value = raw.trim();
  if (key === '' || value === '') return [];
  const own = withoutOwner(label);
  const name = NAME_LABELS.has(key) ? key : own;
  if (NAME_LABELS.has(name) && isName(name, value)) return [find('name', `${value.charAt(0)}…`)];
  const phone = PHONE_LABELS.has(key) ? key : own;
  if (PHONE_LABELS.has(phone) && isPhone(phone, value)) return [find('phone', `…${value.slice(-2)}`)];
  if (HASH_LABELS.has(key) && HEX_DIGEST.test(value)) return [find('hashed-email', '')];
  if (IP_LABELS.has(key) && (DOTTED_QUAD.test(value) || isIpv6(value))) return [find('ip-address', maskIp(value))];
  if (PAIR_LABELS.has(key) && isCoordinatePair(value)) return [find('coordinates', '')];
  return [];
}

/**
 * The names under labels that things carry as well, in a record that surely is a person's: it holds an e-mail address, a
 * telephone number or a name under a label that only people have, or is called after somebody and has an id.
 * `{"name":"Contact Sales"}` alone says nothing of anybody.
 *
 * @param recordLabel what the record is called, if it is
 */
export function findLooseNames(pairs: readonly (readonly [label: string, value: string])[], recordLabel = ''): Find[] {
  const labels = new Set(pairs.map(([label]) => plainLabel(label)));
  const persons =
    (labels.has('fname') && labels.has('lname')) ||
    (PERSONS.has(plainLabel(recordLabel)) && (labels.has('id') || labels.has('userid'))) ||
    pairs.some(([label, value]) => {
      const kind = findLabelled(label, value)[0]?.kind;
      return kind === 'name' || kind === 'phone' || emailsIn(value).length > 0;
    });
  if (!persons) return [];
  return pairs
    .filter(
      ([label, value]) => LOOSE_NAME_LABELS.has(plainLabel(label)) && isLooseName(plainLabel(label), value.trim()),
    )
    .map(([, value]) => find('name', `${value.trim().charAt(0)}…`));
}

/** True where one record labels both a latitude and a longitude. */
export function hasCoordinates(pairs: readonly (readonly [label: string, value: string])[]): boolean {
  return (
    pairs.some(([label, value]) => LATITUDE_LABELS.has(plainLabel(label)) && isDegrees(value, 90)) &&
    pairs.some(([label, value]) => LONGITUDE_LABELS.has(plainLabel(label)) && isDegrees(value, 180))
  );
}

/** True for a whole IPv6 address with at least four groups written out: shorter ones look like times and scopes. */
export function isIpv6(value: string): boolean {
  if (value.length > 39 || !/^[0-9a-f:]+$/i.test(value)) return false;
  const gap = value.indexOf('::');
  if (gap >= 0 && value.indexOf('::', gap + 1) >= 0) return false;
  const groups = value.split(':').filter((group) => group !== '');
  if (groups.some((group) => group.length > 4)) return false;
  return gap >= 0 ? groups.length >= 4 && groups.length <= 7 : groups.length === 8;
}

/** The start of an address, enough to tell two apart and too little to find anybody. */
export function maskIp(value: string): string {
  return value.includes(':') ? `${value.slice(0, value.indexOf(':'))}:…` : `${value.slice(0, value.indexOf('.'))}.…`;
}

/** What is written like a telephone number: a date, a dotted quad, seconds or milliseconds since 1970, one digit over and over. */
const OTHER_NUMBERS =
  /^(?:(?:19|20)\d\d([-./]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:\d{6})?|\d{1,3}(?:\.\d{1,3}){3}|1[4-9]\d{8}(?:\d{3})?|(\d)\2+)$/;

/** `First-Name`, `first_name` and `firstName` are one label; of `user.first_name`, the last part is. */
function plainLabel(label: string): string {
  if (label.length > 40) return '';
  return label
    .slice(label.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** `user_phone`, `contactPhone2` and `billing.first_name` without whose it is and the number; empty for any other label. */
function withoutOwner(label: string): string {
  if (label.length > 40) return '';
  const [owner = '', ...rest] = label
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/\d{1,2}$/, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (rest.length === 0) return /\d$/.test(label) ? owner : '';
  return OWNERS.has(owner) ? rest.join('') : '';
}

function isName(key: string, value: string): boolean {
  // A form's field says its own label.
  if (plainLabel(value) === key) return false;
  // `isRequired` is how programs write, and no name begins small and goes on large.
  if (!personName().test(value) || /^\p{Ll}+\p{Lu}/u.test(value)) return false;
  const inside = value.toLowerCase().split(/[ ._-]+/);
  if (inside.every((word) => NO_NAMES.has(word))) return false;
  return (key !== 'fullname' && key !== 'realname') || !inside.some((word) => THING_WORDS.has(word));
}

function isLooseName(key: string, value: string): boolean {
  if (key === 'fname' || key === 'lname') return isName(key, value);
  return (
    capitalisedWords().test(value) &&
    !value
      .toLowerCase()
      .split(' ')
      .some((word) => THING_WORDS.has(word))
  );
}

function isPhone(key: string, value: string): boolean {
  if (!PHONE.test(value) || OTHER_NUMBERS.test(value)) return false;
  const digits = value.replace(/[^0-9]/g, '').length;
  return digits >= (WEAK_PHONE_LABELS.has(key) && !value.startsWith('+') ? 9 : 7) && digits <= 15;
}

function isDegrees(value: string, limit: number): boolean {
  return DEGREES.test(value.trim()) && Math.abs(Number(value)) <= limit;
}

function isCoordinatePair(value: string): boolean {
  const [latitude, longitude, ...rest] = value.split(/[,;|]/);
  return (
    rest.length === 0 &&
    latitude !== undefined &&
    longitude !== undefined &&
    isDegrees(latitude, 90) &&
    isDegrees(longitude, 180)
  );
}

function find(kind: PersonalDataKind, masked: string): Find {
  return { kind, masked };
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
