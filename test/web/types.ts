/** One request as the small web received it: what a browser really sent, cookies included. */
export interface WebRequest {
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** Without a port. */
  readonly host: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** The path without the query. */
  readonly pathname: string;
  readonly query: URLSearchParams;
  /** Lower-case names; repeated headers are joined as Node joins them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The Cookie header as sent; empty when there was none. */
  readonly cookie: string;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  /** Content type; `text/html; charset=utf-8` unless told. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set-Cookie lines, sent as they are, well formed or not. */
  readonly cookies?: readonly string[];
  readonly body?: string | Buffer;
  /** The answer is begun and does not end while the web runs. */
  readonly endless?: boolean;
}

export type Handler = (request: WebRequest) => Reply | null;

/** A part of the small web: some hosts, and what they answer. */
export interface Host {
  /** Exact names, or `*.many.example` for everything below a name. */
  readonly names: readonly string[];
  /** Path without query to its answer. A key that ends in `*` answers everything it begins. */
  readonly routes: Readonly<Record<string, Handler | Reply>>;
  /** Also answers on plain http; otherwise http redirects to https. */
  readonly plainHttp?: boolean;
}

export interface Web {
  readonly httpsPort: number;
  readonly httpPort: number;
  /** Base64 SHA-256 of the certificate's public key, for Chromium's list of exceptions. */
  readonly certificatePin: string;
  /** All names it answers for, wildcards included. */
  readonly names: readonly string[];
  /** Every request to a known host, oldest first; grows while the web runs. */
  readonly requests: readonly WebRequest[];
  /** Requests whose host matches exactly, from the given index of `requests` on. */
  requestsTo(host: string, from?: number): readonly WebRequest[];
  /** Adds a page or replaces one, for a test that needs a page of its own. */
  serve(host: string, path: string, answer: Handler | Reply): void;
  close(): Promise<void>;
}
