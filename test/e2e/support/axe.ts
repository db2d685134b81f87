import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

/** What axe finds wrong with a page of the extension, one line each; none is expected. */
export async function findFaults(page: Page): Promise<readonly string[]> {
  // As text: a page of the extension runs no script that is not its own, but what a tool evaluates it does run.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(); // what the line above left
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 120)} ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    );
  });
}
