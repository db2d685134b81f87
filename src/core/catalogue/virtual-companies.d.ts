/** Companies and their domains as one text, made at build time (`vite/companies.ts`); `readCompanies` reads it. */
declare module 'virtual:companies' {
  export const COMPANIES: string;
}
