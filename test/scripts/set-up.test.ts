import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('setting up a browser', () => {
  /** The only folder on the PATH. */
  let bin: string;
  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'cookie-clause-bin-'));
  });
  afterEach(() => rmSync(bin, { recursive: true }));

  const program = (name: string, script = '') => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const setUp = (kinds: readonly string[], environment: Record<string, string> = {}) =>
    spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { setUpBrowser } from './scripts/lib/set-up.mjs';
         console.log('uses ' + (await setUpBrowser(${JSON.stringify(kinds)})));`,
      ],
      { encoding: 'utf8', env: { PATH: bin, ...environment } },
    );

  it('takes the first kind that is installed', () => {
    program('firefox');
    expect(setUp(['chromium', 'firefox']).stdout).toBe('uses firefox\n');
    program('google-chrome');
    expect(setUp(['chromium', 'firefox']).stdout).toBe('uses chromium\n');
  });

  it('takes a browser that lies elsewhere from the environment', () => {
    expect(setUp(['firefox'], { FIREFOX_PATH: '/opt/firefox/firefox' }).stdout).toBe('uses firefox\n');
  });

  it('installs one on Debian as root, and elsewhere says in one sentence what to install', () => {
    const log = join(bin, 'log');
    program('apt-get', `echo "$@" >> ${log}; case "$1" in install) /bin/cp ${bin}/apt-get ${bin}/firefox-esr;; esac`);
    const { status, stdout, stderr } = setUp(['firefox']);
    if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
      expect(readFileSync(log, 'utf8')).toMatch(/^update\ninstall .*\bfirefox-esr\b/);
      expect(stdout).toMatch(/✓ Installing firefox-esr.*\nuses firefox\n$/);
    } else {
      expect(status).toBe(1);
      expect(stderr).toContain('No browser to use: install Firefox and run this again.');
    }
  });

  it('says what failed when the installation does', () => {
    program('apt-get', 'echo "no network"; exit 1');
    const { status, stderr } = setUp(['chromium']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/apt-get could not install chromium:\nno network|install Chromium, Chrome or Edge/);
  });
});
