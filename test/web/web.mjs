import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createCertificate } from './certificate.mjs';
import { HOSTS } from './hosts.mjs';
import { clientFile } from './npm-clients.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { AddressInfo } from 'node:net'
 * @import { Handler, Host, Reply, Web, WebRequest } from './types.ts'
 */

/**
 * Starts the small web: real host names on loopback, over HTTPS and http, on two free ports.
 *
 * Nothing here changes how names resolve. Browsers are launched so that every name leads to these ports (see
 * `test/e2e/support/session.mjs`); a name that is not part of the small web is cut off without an answer.
 *
 * @returns {Promise<Web>}
 */
export async function startWeb() {
  const names = HOSTS.flatMap((host) => host.names);
  const certificate = createCertificate(names);
  /** @type {WebRequest[]} */
  const requests = [];
  /** @type {Map<string, Handler | Reply>} */
  const extra = new Map();

  /** @param {'http' | 'https'} scheme */
  const listener =
    (scheme) => async (/** @type {IncomingMessage} */ message, /** @type {ServerResponse} */ response) => {
      const request = await read(scheme, message);
      const host = findHost(request.host);
      if (!host) {
        message.socket.destroy();
        return;
      }
      requests.push(request);
      const added = extra.get(request.host + request.pathname);
      send(response, added ? resolve(added, request) : answer(host, request));
    };

  // Cookies of 4 KB each, many of them, come back in one header.
  const options = { maxHeaderSize: 1 << 20 };
  const https = createHttpsServer({ ...options, key: certificate.key, cert: certificate.cert }, listener('https'));
  const http = createHttpServer(options, listener('http'));
  const [httpsPort, httpPort] = await Promise.all([https, http].map(listen));
  if (httpsPort === undefined || httpPort === undefined) throw new Error('the small web got no ports');

  return {
    httpsPort,
    httpPort,
    certificatePin: certificate.pin,
    names,
    requests,
    requestsTo: (host, from = 0) => requests.slice(from).filter((request) => request.host === host),
    serve: (host, path, reply) => void extra.set(host + path, reply),
    close: async () => {
      await Promise.all(
        [https, http].map((server) => {
          const closed = new Promise((done) => server.close(done));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}

/** @param {import('node:net').Server} server @returns {Promise<number>} */
function listen(server) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on TCP has an AddressInfo; strings are for pipes.
      done(/** @type {AddressInfo} */ (server.address()).port);
    });
  });
}

/** @param {'http' | 'https'} scheme @param {IncomingMessage} message @returns {Promise<WebRequest>} */
async function read(scheme, message) {
  const chunks = [];
  for await (const chunk of message) chunks.push(chunk);
  const host = (message.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const path = message.url ?? '/';
  const url = new URL(path, `${scheme}://${host || 'nowhere.invalid'}`);
  /** @type {Record<string, string>} */
  const headers = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = String(value);
  return {
    scheme,
    method: message.method ?? 'GET',
    host,
    path,
    pathname: url.pathname,
    query: url.searchParams,
    headers,
    cookie: message.headers.cookie ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** @param {string} name @returns {Host | undefined} */
function findHost(name) {
  return HOSTS.find((host) => host.names.some((pattern) => matches(pattern, name)));
}

/** @param {string} pattern @param {string} text */
function matches(pattern, text) {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= pattern.length - 1 && text.startsWith(before) && text.endsWith(after);
}

/** @param {Host} host @param {WebRequest} request @returns {Reply} */
function answer(host, request) {
  if (request.scheme === 'http' && !host.plainHttp) {
    return { status: 301, headers: { location: `https://${request.host}${request.path}` } };
  }
  const client = clientFile(request.pathname);
  if (client) return client;
  const exact = Object.hasOwn(host.routes, request.pathname) ? host.routes[request.pathname] : undefined;
  if (exact) return resolve(exact, request);
  const [, wild] =
    Object.entries(host.routes).find(([path]) => path.includes('*') && matches(path, request.pathname)) ?? [];
  return wild ? resolve(wild, request) : NOT_FOUND;
}

const NOT_FOUND = /** @type {const} */ ({ status: 404, type: 'text/plain', body: 'Not here.' });

/** @param {Handler | Reply} reply @param {WebRequest} request @returns {Reply} */
function resolve(reply, request) {
  return typeof reply === 'function' ? (reply(request) ?? NOT_FOUND) : reply;
}

/** @param {ServerResponse} response @param {Reply} reply */
function send(
  response,
  { status = 200, type = 'text/html; charset=utf-8', headers = {}, cookies = [], body = '', endless = false },
) {
  response.statusCode = status;
  response.setHeader('content-type', type);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Header text is bytes: what a line holds beyond ASCII goes out as UTF-8, as servers do.
  if (cookies.length > 0) {
    response.setHeader(
      'set-cookie',
      cookies.map((line) => Buffer.from(line, 'utf8').toString('latin1')),
    );
  }
  // Bytes, not text: Node sends headers along with a text body in the body's encoding.
  if (endless) response.write(Buffer.from(body));
  else response.end(Buffer.from(body));
}
