import type { Browser, Page } from 'puppeteer-core';
import type { Web } from '../../web/types.ts';

export type BrowserName = 'chromium' | 'firefox';

export interface SessionOptions {
  readonly browser: BrowserName;
  /** The small web every name leads to; without it names resolve as usual. */
  readonly web?: Web;
  /** A built extension; the one of this test run, or `dist/<browser>`, unless told; `null` for a browser without any. */
  readonly extensionDir?: string | null;
  /** By default Chromium takes third-party cookies and Firefox partitions them; with this both refuse them. */
  readonly blockThirdPartyCookies?: boolean;
  /** The extension runs in private windows too, as when the user has allowed it. */
  readonly privateWindows?: boolean;
  /** Firefox keeps the cookies of every site apart by the site one is at (`privacy.firstparty.isolate`). */
  readonly firstPartyIsolation?: boolean;
  /** The system asks for high contrast and does not mind motion; of other sessions it is the other way round. */
  readonly forcedColorsAndMotion?: boolean;
  /** How many cookies Firefox keeps in all; 3,000 unless told. */
  readonly mostCookies?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Device pixels a CSS pixel, for pictures; 1 unless told. */
  readonly pixelRatio?: number;
  /** A real window, sized by the user, instead of a headless one of 1280 by 800. */
  readonly headed?: boolean;
}

/**
 * A browser with the extension, the same to a test whichever browser it is. Pages are Puppeteer pages: `goto`,
 * `click` (a real mouse), `keyboard.press`, `evaluate`, `waitForFunction`, `screenshot`.
 */
export interface Session {
  readonly browser: BrowserName;
  readonly driver: Browser;
  /** A new tab in front, at `url` if given. */
  newPage(url?: string): Promise<Page>;
  /** The page of a tab that something else opened (a link to a new tab, `window.open`), by its address. */
  pageAt(url: string | RegExp): Promise<Page>;
  extensionUrl(path: string): string;
  /** A tab at one of the extension's own pages, loaded. */
  openExtensionPage(path: string): Promise<Page>;
  /** The popup as a page in a tab, showing the report of the given tab. */
  openPopup(tabId: number): Promise<Page>;
  /**
   * The real popup, as a press on the extension's button opens it for a page in front. Only in Chromium: Firefox does
   * not let tools into it.
   */
  openRealPopup(page: Page): Promise<Page>;
  openOptions(): Promise<Page>;
  /** A private window at `url`, and the id of its tab. Of a session with `privateWindows`. */
  openPrivateWindow(url: string): Promise<{ readonly windowId: number; readonly tabId: number }>;
  /** A tab at `url` in a container, always the same, and the tab's id. Only Firefox has containers. */
  openContainerTab(url: string): Promise<number>;
  /** The browser's id of the tab. For a page not made by `newPage` its address must be unique. */
  tabIdOf(page: Page): Promise<number>;
  badgeText(tabId: number): Promise<string>;
  /** Everything in the cookie jar, partitioned cookies included. Needs the extension. */
  jar(): Promise<readonly chrome.cookies.Cookie[]>;
  /** Runs a function with the extension's own rights, in a page of its origin that loads none of its code. */
  readonly asExtension: Page['evaluate'];
  /**
   * Lets the extension act on these sites only (match patterns), as the user can in the browser's settings; `all` as it
   * was installed.
   */
  allowSites(sites: 'all' | readonly string[]): Promise<void>;
  /** Stops the background, as the browser does when it is idle; the next event starts it again. */
  stopWorker(): Promise<void>;
  /** Errors and uncaught exceptions of the extension so far, wherever its code runs; a test expects none. */
  errors(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What the two browsers' launchers are given. */
export interface EngineOptions extends SessionOptions {
  readonly executablePath: string;
  /** An empty folder for the profile. */
  readonly profile: string;
  readonly extensionDir: string | null;
}

/** What they make of it: the parts of a session that differ between browsers. */
export interface Engine {
  readonly driver: Browser;
  /** Of the extension's pages, such as `chrome-extension://<id>`; `null` without the extension. */
  readonly origin: string | null;
  /** A tab in a container, always the same. */
  readonly openContainerTab: ((url: string) => Promise<void>) | null;
  errors(): Promise<readonly string[]>;
  allowSites: Session['allowSites'];
  stopWorker(): Promise<void>;
}
