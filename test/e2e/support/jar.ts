import type { Session } from './types.ts';
import { until } from './until.mjs';

/** Takes every cookie out of the browser, so that the next test begins with an empty jar. */
export async function emptyJar(session: Session): Promise<void> {
  await until('the jar is empty', () =>
    session.asExtension(async () => {
      const cookies = await chrome.cookies.getAll({ partitionKey: {} });
      await Promise.all(
        cookies.map(({ name, domain, hostOnly, path, secure, httpOnly, storeId, partitionKey }) =>
          chrome.cookies.set({
            url: `${secure ? 'https' : 'http'}://${domain.replace(/^\./, '')}${path}`,
            name,
            value: name === '' ? '-' : '',
            path,
            secure,
            httpOnly,
            storeId,
            expirationDate: 1,
            ...(hostOnly ? {} : { domain }),
            ...(partitionKey ? { partitionKey } : {}),
          }),
        ),
      );
      return cookies.length === 0;
    }),
  );
}
