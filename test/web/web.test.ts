import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Web } from './types.ts';
import { startWeb } from './web.mjs';

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly certificate: string;
}

describe('the small web', () => {
  let web: Web;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(() => web.close());

  const ask = (host: string, path: string, headers: Record<string, string> = {}) =>
    new Promise<Answer>((done, fail) => {
      const options = { host: '127.0.0.1', port: web.httpsPort, servername: host, path, rejectUnauthorized: false };
      request({ ...options, headers: { host, ...headers } }, (response) => {
        // A TLS connection's socket has the certificate; the type names the plain one.
        const { subjectaltname = '' } = (response.socket as import('node:tls').TLSSocket).getPeerCertificate();
        response.resume().once('end', () =>
          done({
            status: response.statusCode ?? 0,
            cookies: response.headers['set-cookie'] ?? [],
            headers: response.headers,
            certificate: subjectaltname,
          }),
        );
      })
        .once('error', fail)
        .end();
    });

  it('answers for its names over TLS, with a certificate that bears them', async () => {
    const answer = await ask('plain.example', '/');
    expect(answer).toMatchObject({ status: 200, cookies: [] });
    expect(answer.certificate).toContain('DNS:www.cloudinary.com');
  });

  it('writes down what it was sent', async () => {
    await ask('res.cloudinary.com', '/demo/a.jpg?x=1', { cookie: 'a=b' });
    expect(web.requestsTo('res.cloudinary.com').at(-1)).toMatchObject({ path: '/demo/a.jpg?x=1', cookie: 'a=b' });
  });

  it('cuts off a name that is not part of it, and does not count it', async () => {
    const before = web.requests.length;
    await expect(ask('nowhere.example', '/')).rejects.toThrow();
    expect(web.requests).toHaveLength(before);
  });

  it.each([
    { host: 'www.cloudinary.com', path: '/', cookies: 5, why: 'the policy site sets its own by header' },
    { host: 'res.cloudinary.com', path: '/any/picture.png', cookies: 0, why: 'delivery sets none' },
    { host: 'ad.doubleclick.net', path: '/pixel', cookies: 2, why: 'the cookie of today and the test cookie' },
    { host: 'many-7.example', path: '/pixel?cookies=42', cookies: 42, why: 'as many as asked for' },
    { host: 'plain.example', path: '/', cookies: 0, why: 'the twin sets none' },
  ])('sets $cookies cookies at $host$path: $why', async ({ host, path, cookies }) => {
    expect((await ask(host, path)).cookies).toHaveLength(cookies);
  });

  it('gives Cloudinary away by its headers, on any name it delivers from', async () => {
    for (const host of ['res.cloudinary.com', 'media.shop.example']) {
      const { headers } = await ask(host, '/a.jpg');
      expect(headers).toMatchObject({ server: 'Cloudinary', 'timing-allow-origin': '*' });
      expect(headers['server-timing']).toMatch(/^cld-fastly;/);
    }
  });

  it.each([
    { path: '/npm/mixpanel-browser/dist/mixpanel.umd.js', status: 200, why: 'a real client' },
    { path: '/npm/../package.json', status: 404, why: 'nothing outside the packages' },
    { path: '/npm/vite/dist/node/index.js', status: 404, why: 'no other package' },
    { path: '/constructor', status: 404, why: 'what every object has is no page' },
  ])('answers $path with $status: $why', async ({ path, status }) => {
    expect((await ask('shop.example', path)).status).toBe(status);
  });

  it('takes a page that a test brings', async () => {
    web.serve('shop.example', '/mine', ({ method }) => ({ status: 201, body: method }));
    expect((await ask('shop.example', '/mine')).status).toBe(201);
  });
});
