import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    expect(manifest).not.toHaveProperty('optional_permissions');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('keeps its pages from the network and from code of others', () => {
    expect(manifest.content_security_policy).toEqual(source.content_security_policy);
    expect(manifest.content_security_policy.extension_pages).toMatch(/default-src 'none'.*connect-src 'none'/);
  });

  it('runs its content scripts as plain files, which start before the page does', () => {
    for (const { js, run_at } of manifest.content_scripts) {
      expect(run_at).toBe('document_start');
      for (const file of js) expect(readFileSync(join(directory, file), 'utf8')).not.toMatch(/\bimport\s*\(/);
    }
  });
});
