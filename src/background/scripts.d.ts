/** A content script that is injected on demand: the import gives the path of its built file. */
declare module '*?script&iife' {
  const path: string;
  export default path;
}
