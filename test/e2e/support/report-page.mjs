import { until } from './until.mjs';

/** @import { Page } from 'puppeteer-core' */

/**
 * One row of a report as the popup shows it, by its `data-*` hooks.
 *
 * @typedef {object} ReportRow
 * @property {string} name
 * @property {string} domain with a leading dot for a domain cookie; empty for what is no cookie
 * @property {string} path
 * @property {string} partition top-level site, or empty
 * @property {string} storage `local` or `session` for an identifier that is no cookie, else empty
 * @property {string} vendor
 * @property {string} purpose
 * @property {string} party
 * @property {string} verdict
 * @property {string} status
 * @property {boolean} sent seen sent to Cloudinary from this page
 * @property {readonly string[]} clauses ids of the quoted clauses; empty unless the row is open
 * @property {string} text all that the row says
 */

/**
 * The rows that are there right now.
 *
 * @param {Page} popup
 * @returns {Promise<ReportRow[]>}
 */
export function readRows(popup) {
  return popup.$$eval('[data-cookie-name]', (rows) =>
    rows.map((row) => {
      const { dataset = {} } = /** @type {HTMLElement} */ (row);
      const { cookieName = '', cookieDomain = '', cookiePath = '', partition = '', storage = '' } = dataset;
      const { vendor = '', purpose = '', party = '', verdict = '', status = '' } = dataset;
      return {
        name: cookieName,
        domain: cookieDomain,
        path: cookiePath,
        partition,
        storage,
        vendor,
        purpose,
        party,
        verdict,
        status,
        sent: dataset.sent !== undefined,
        clauses: [...row.querySelectorAll('[data-clause]')].map((quote) => quote.getAttribute('data-clause') ?? ''),
        text: row.textContent ?? '',
      };
    }),
  );
}

/**
 * Waits until the report holds a cookie, and returns its row.
 *
 * @param {Page} popup
 * @param {Partial<ReportRow> & { name: string }} wanted what the row must say, at least
 */
export function rowOf(popup, wanted) {
  const entries = Object.entries(wanted);
  return until(`the report shows ${JSON.stringify(wanted)}`, async () =>
    (await readRows(popup)).find((row) =>
      entries.every(([key, value]) => row[/** @type {keyof ReportRow} */ (key)] === value),
    ),
  );
}

/**
 * Opens every row, so that what lies beneath is there to be read.
 *
 * @param {Page} popup
 */
export async function openAllRows(popup) {
  await until('every row is open', () =>
    popup.$$eval('[data-cookie-name] > [aria-expanded="false"]', (buttons) => {
      for (const button of buttons) /** @type {HTMLElement} */ (button).click();
      return buttons.length === 0;
    }),
  );
}

/**
 * Waits until the popup has shown its report, whatever is in it.
 *
 * @param {Page} popup
 */
export async function reportShown(popup) {
  await until('the popup shows a report', () =>
    popup.evaluate(() => !document.querySelector('[data-state="loading"]') && document.body.textContent.trim() !== ''),
  );
}
