/** What the background needs to know of a question when its answer comes, perhaps after the worker slept. */
export interface AskedDeparture {
  readonly at: number;
  /** Host name of the final target, in punycode. */
  readonly host: string;
  /** Host name that is asked first: a redirector's, or `host` itself. */
  readonly first: string;
}

/**
 * A question's id, which is also all there is to remember of it: nothing has to outlive the worker. It comes back from
 * a page, so it is read as a claim: it can only ever add a line to the report of the tab it came from, or name a site
 * that the same page could have asked about.
 */
export function departureId({ at, host, first }: AskedDeparture): string {
  return `${Math.max(0, Math.floor(at)).toString(36)}.${host}${first === host ? '' : `/${first}`}`;
}

/** Reads an id of `departureId`; `null` for anything else. */
export function parseDepartureId(id: string): AskedDeparture | null {
  const parts = /^([0-9a-z]{1,9})\.([^\s/?#@]{1,253})(?:\/([^\s/?#@]{1,253}))?$/.exec(id);
  if (parts === null) return null;
  const [, at = '', host = '', first = host] = parts;
  return isHost(host) && isHost(first) ? { at: Number.parseInt(at, 36), host, first } : null;
}

function isHost(host: string): boolean {
  return URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).hostname === host;
}
