import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/**
 * A self-signed certificate, made anew for every run, so that no private key lies in the repository and no tool
 * besides Node is needed. Browsers under test are told to accept it; nothing else ever should.
 *
 * @param {readonly string[]} names host names, wildcards allowed
 * @returns {{ key: string, cert: string, pin: string }} PEM, and the base64 SHA-256 of the public key
 */
export function createCertificate(names) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const day = 86_400_000;
  const name = sequence(set(sequence(oid(COMMON_NAME), utf8('Cookie Clause small web'))));
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    sequence(oid(ECDSA_WITH_SHA256)),
    name,
    sequence(utcTime(Date.now() - day), utcTime(Date.now() + 30 * day)),
    name,
    publicKeyInfo,
    explicit(3, sequence(sequence(oid(SUBJECT_ALT_NAME), octets(sequence(...names.map(dnsName)))))),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const der = sequence(toBeSigned, sequence(oid(ECDSA_WITH_SHA256)), bits(signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(der),
    pin: createHash('sha256').update(publicKeyInfo).digest('base64'),
  };
}

/** @param {Buffer} der Lines of 64 characters, the last one shorter or not: an empty line would end the certificate. */
const pem = (der) =>
  [
    '-----BEGIN CERTIFICATE-----',
    ...(der.toString('base64').match(/.{1,64}/g) ?? []),
    '-----END CERTIFICATE-----',
    '',
  ].join('\n');

// Object identifiers, already in DER: 2.5.4.3, 1.2.840.10045.4.3.2, 2.5.29.17.
const COMMON_NAME = '550403';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const SUBJECT_ALT_NAME = '551d11';

/** @param {number} tag @param {Buffer} content */
function der(tag, content) {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
/** @param {Buffer[]} parts */
const sequence = (...parts) => der(0x30, Buffer.concat(parts));
/** @param {Buffer[]} parts */
const set = (...parts) => der(0x31, Buffer.concat(parts));
/** @param {number} n @param {Buffer} content */
const explicit = (n, content) => der(0xa0 + n, content);
/** @param {Buffer} bytes big-endian, the first below 0x80 */
const integer = (bytes) => der(0x02, bytes);
/** @param {string} hex */
const oid = (hex) => der(0x06, Buffer.from(hex, 'hex'));
/** @param {string} text */
const utf8 = (text) => der(0x0c, Buffer.from(text));
/** @param {Buffer} content */
const octets = (content) => der(0x04, content);
/** @param {Buffer} content */
const bits = (content) => der(0x03, Buffer.concat([Buffer.from([0]), content]));
/** @param {string} name */
const dnsName = (name) => der(0x82, Buffer.from(name));
/** @param {number} time */
const utcTime = (time) => der(0x17, Buffer.from(`${new Date(time).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
