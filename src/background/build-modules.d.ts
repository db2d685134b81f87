/** A content script that is injected on demand: the import gives the path of its built file. */
declare module '*?script&iife' {
  const path: string;
  export default path;
}

/** The catalogue's domains, made at build time (`vite/watched-domains.ts`). */
declare module 'virtual:watched-domains' {
  export const WATCHED_DOMAINS: readonly string[];
}
