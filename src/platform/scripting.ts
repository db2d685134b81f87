import browser from 'webextension-polyfill';

/**
 * Runs a built file in the top document of a tab. Rejects where the document is gone or the browser keeps extensions
 * out.
 *
 * @param file as a `?script&iife` import names it
 */
export async function injectFile(file: string, tabId: number): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [0] },
    files: [rooted(file)],
    injectImmediately: true,
  });
}

/** Match patterns of pages, and of pages among them that are left out. */
interface Area {
  readonly matches: readonly string[];
  readonly excludes: readonly string[];
}

/** Where a content script is registered, or `null` where none has this id and file. */
export async function registeredArea(id: string, file: string): Promise<Area | null> {
  const [script] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  // After an update the file's name may differ; then the old registration counts as none and is replaced.
  if (!script?.js?.some((registered) => registered.endsWith(rooted(file)))) return null;
  return { matches: script.matches ?? [], excludes: script.excludeMatches ?? [] };
}

/**
 * Registers a content script for the top documents of an area, from their first moment on, in place of an earlier
 * registration with the same id. With `persist` it outlives the browser's session, on disk.
 */
export async function registerScript(
  id: string,
  file: string,
  { matches, excludes }: Area,
  persist: boolean,
): Promise<void> {
  const script = {
    id,
    js: [rooted(file)],
    matches: [...matches],
    // An empty list, too: an update keeps what it is not told of.
    excludeMatches: [...excludes],
    runAt: 'document_start' as const,
    allFrames: false,
    persistAcrossSessions: persist,
  };
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  // Updated rather than replaced, so that no page begins in between without it.
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/** Does nothing where no content script has this id. */
export async function unregisterScript(id: string): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [id] });
}

/** Both APIs take a path from the extension's root; an import gives it with or without the slash. */
function rooted(file: string): string {
  return file.startsWith('/') ? file : `/${file}`;
}

/** Runs a built file in every document of a tab. Documents that keep extensions out are left out, as is a tab gone. */
export async function injectFileEverywhere(file: string, tabId: number): Promise<void> {
  try {
    await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [rooted(file)] });
  } catch {
    // the tab is gone, or shows a page of the browser's own
  }
}

/**
 * Runs a function in the documents of a tab, apart from the page's scripts, and gives what it returns in each; nothing
 * for documents that keep extensions out. The function closes over nothing; arguments and results are JSON.
 *
 * @param frames the tab's top document alone, or all its documents
 */
export async function runInTab<Args extends readonly unknown[], Result>(
  tabId: number,
  frames: 'top' | 'all',
  work: (...args: Args) => Result,
  args: Args,
): Promise<readonly (Awaited<Result> | null)[]> {
  try {
    const answers = await browser.scripting.executeScript({
      target: frames === 'top' ? { tabId, frameIds: [0] } : { tabId, allFrames: true },
      // A page may load for ever, and one of its frames may.
      injectImmediately: true,
      // The polyfill's types know no arguments of a function.
      func: work as unknown as () => void,
      args: [...args],
    });
    return answers.map(({ result }) => (result as Awaited<Result> | undefined) ?? null);
  } catch {
    return []; // the tab is gone, or shows a page of the browser's own
  }
}
