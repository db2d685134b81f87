/** A file's text, as the bundler hands it in. */
declare module '*.json?raw' {
  const text: string;
  export default text;
}
