import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import source from '../../manifest.json' with { type: 'json' };
import { BROWSERS } from './support/browsers.ts';

describe.each(BROWSERS)('the manifest built for %s', (browser) => {
  const directory = join(process.env.EXTENSIONS_DIR ?? 'dist', browser);
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));

  it('offers nothing to pages: a web-accessible resource would tell any site that the extension is there', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  it('asks for what the source asks for, and for no more', () => {
    expect(manifest.permissions).toEqual(source.permissions);
    expect(manifest.host_permissions).toEqual(source.host_permissions);
    expect(manifest.optional_permissions).toEqual(['browsingData']);
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('keeps its pages from the network and from code of others', () => {
    expect(manifest.content_security_policy).toEqual(source.content_security_policy);
    expect(manifest.content_security_policy.extension_pages).toMatch(/default-src 'none'.*connect-src 'self'/);
    // To itself is to its own files: an extension's origin is no host of a network.
  });

  it('runs its content scripts as plain files, the eye of every page before the page does', () => {
    const [eye, ...others] = manifest.content_scripts;
    expect(eye).toMatchObject({ run_at: 'document_start', matches: ['http://*/*', 'https://*/*'] });
    for (const { js } of manifest.content_scripts) {
      for (const file of js) expect(readFileSync(join(directory, file), 'utf8')).not.toMatch(/\bimport\s*\(/);
    }
    // What reads the words of a policy runs on the policy owner's site alone, once the page is there.
    for (const script of others) {
      expect(script.run_at).toBe('document_idle');
      expect(script.matches).toEqual(['https://cloudinary.com/*', 'https://www.cloudinary.com/*']);
    }
  });

  it('opens its popup and its policy page without the list of public suffixes, the largest thing it carries', () => {
    for (const page of ['popup', 'policy-page']) {
      const scripts = loadedBy(directory, `src/${page}/index.html`);
      expect(scripts.length).toBeGreaterThan(2);
      for (const file of scripts) expect(readFileSync(join(directory, file)).length, file).toBeLessThan(80_000);
    }
  });
});

/** The scripts that a page of the build loads before it can start. */
function loadedBy(directory: string, page: string): readonly string[] {
  const seen = new Set([page]);
  for (const file of seen) {
    const text = readFileSync(join(directory, file), 'utf8');
    const links = file.endsWith('.html')
      ? text.matchAll(/(?:src|href)="([^"]+\.js)"/g)
      : text.matchAll(/\b(?:from|import)\s*["']([^"']+\.js)["']/g);
    for (const [, link = ''] of links) seen.add(link.startsWith('/') ? link.slice(1) : join(dirname(file), link));
  }
  return [...seen].filter((file) => file.endsWith('.js'));
}
